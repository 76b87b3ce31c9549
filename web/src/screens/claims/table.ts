import type { Shape } from "../../lib/api";
import { href } from "../../lib/router.svelte";
import type { Table } from "../../parts/table/table";
import { stateShort } from "../../parts/table/words";

export const REASONS: Record<Shape<"Waiting">["reason"], string> = {
  ...{ contested: "contested", unsure: "unsure", unseen: "not looked at yet", later: "put off" },
  ...{ differs: "two versions", moved: "moved by a newer reader" },
};

export const table: Table<Shape<"ClaimLine">> = {
  path: "claims",
  title: "Claims",
  nouns: ["claim", "claims"],
  columns: [
    { name: "holder", label: "Holder", sort: "holder" },
    { name: "act", label: "Act", sort: "act" },
    { name: "words", label: "Words", wide: true },
    { name: "outlet", label: "Outlet", sort: "outlet" },
    { name: "published", label: "Published", sort: "published" },
    { name: "relay", label: "Way" },
    { name: "state", label: "State" },
  ],
  facets: [
    { name: "state", label: "State", words: stateShort },
    { name: "act", label: "Act" },
    { name: "holder", label: "Holder" },
    { name: "manner", label: "Speech" },
    { name: "outlet", label: "Outlet" },
    { name: "reason", label: "Waits because", words: (value) => REASONS[value as keyof typeof REASONS] ?? value, values: Object.keys(REASONS) },
  ],
  also: [
    { name: "report", label: "Report" },
    { name: "incident", label: "Incident" },
  ],
  days: "Published",
  search: "words of a claim, a holder",
  key: (line) => line.key,
  href: (line) => href(`/reports/${line.report}`, { claim: line.key }),
};
