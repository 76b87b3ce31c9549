import type { Shape } from "../../lib/api";
import type { Table } from "../../parts/table/table";

const STATES: Record<string, string> = {
  ...{ undecided: "nothing decided", begun: "begun", done: "done", unread: "left unread" },
};

export const table: Table<Shape<"ReportLine">> = {
  path: "reports",
  title: "Reports",
  nouns: ["report", "reports"],
  columns: [
    { name: "title", label: "Report", wide: true },
    { name: "outlet", label: "Outlet", sort: "outlet" },
    { name: "published", label: "Published", sort: "published" },
    { name: "claims", label: "Claims", number: true },
    { name: "events", label: "Events", number: true },
    { name: "decided", label: "Decided" },
  ],
  facets: [
    { name: "state", label: "Review", words: (value) => STATES[value] ?? value, values: Object.keys(STATES) },
    { name: "outlet", label: "Outlet" },
    { name: "language", label: "Language" },
  ],
  also: [],
  days: "Published",
  search: "words of a report or its title",
  key: (line) => line.key,
  href: (line) => `/reports/${line.key}`,
};
