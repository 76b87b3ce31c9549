import type { Shape } from "../../lib/api";
import { href } from "../../lib/router.svelte";
import type { Table } from "../../parts/table/table";
import { stateShort } from "../../parts/table/words";

export const table: Table<Shape<"EventLine">> = {
  path: "events",
  title: "Events",
  nouns: ["event", "events"],
  columns: [
    { name: "type", label: "Type", sort: "type" },
    { name: "agent", label: "Who" },
    { name: "patient", label: "Whom" },
    { name: "place", label: "Where", sort: "place" },
    { name: "days", label: "When", sort: "days" },
    { name: "figures", label: "Figures" },
    { name: "holder", label: "Told by", sort: "holder" },
    { name: "state", label: "State" },
  ],
  facets: [
    { name: "state", label: "State", words: stateShort },
    { name: "type", label: "Type", words: (value) => value.toLowerCase() },
    { name: "mode", label: "Mode" },
    { name: "status", label: "Status" },
    { name: "place", label: "Place" },
    { name: "country", label: "Country" },
    { name: "holder", label: "Told by" },
    { name: "outlet", label: "Outlet" },
  ],
  also: [
    { name: "agent", label: "Who" },
    { name: "patient", label: "Whom" },
    { name: "relation", label: "Relation" },
    { name: "report", label: "Report" },
    { name: "incident", label: "Incident" },
  ],
  days: "Happened",
  search: "words of an event, a place, a party",
  key: (line) => line.key,
  href: (line) => href(`/reports/${line.report}`, { claim: line.key }),
};
