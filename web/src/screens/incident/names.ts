// How a report of an incident is called.
import type { Shape } from "../../lib/api";

/** The outlet of a report, else its id; with its day where the outlet has several. */
export function reportName(page: Pick<Shape<"IncidentPage">, "reports">, key: string): string {
  const report = page.reports[key];
  if (!report) return "a report";
  const name = report.outlet ?? report.id;
  const several = Object.values(page.reports).filter((one) => (one.outlet ?? one.id) === name).length > 1;
  return several && report.published ? `${name} of ${report.published.slice(0, 10)}` : name;
}
