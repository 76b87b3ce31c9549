import type { Shape } from "../../lib/api";
import type { Table } from "../../parts/table/table";
import { supportWords } from "../../parts/table/words";

const FACETS = ["occurrence", "actor", "target", "figure", "place", "time"];
const YES = { true: "signed off", false: "not signed off" } as Record<string, string>;

export const table: Table<Shape<"IncidentLine">> = {
  path: "incidents",
  title: "Incidents",
  nouns: ["incident", "incidents"],
  columns: [
    { name: "days", label: "Days", sort: "days" },
    { name: "place", label: "Place", sort: "place" },
    { name: "type", label: "Type", sort: "type" },
    { name: "reports", label: "Reports", sort: "reports", number: true },
    { name: "outlets", label: "Outlets", sort: "outlets", number: true },
    { name: "origins", label: "Origins", sort: "least", number: true },
    { name: "support", label: "Support", sort: "support" },
    { name: "conflict", label: "Contested" },
    { name: "signed", label: "Signed off" },
  ],
  facets: [
    { name: "type", label: "Type", words: (value) => value.toLowerCase() },
    { name: "country", label: "Country" },
    { name: "support", label: "Support", words: supportWords },
    { name: "conflict", label: "Contested", values: FACETS },
    { name: "signed", label: "Signed off", words: (value) => YES[value] ?? value, values: Object.keys(YES) },
  ],
  also: [],
  days: "Happened",
  search: "a place, a party, words of an event",
  key: (line) => line.key,
  href: (line) => `/incidents/${line.key}`,
};
