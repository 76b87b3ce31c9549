// What is told to stand between parties, laid out as a matrix and as the edges of a graph.
import type { Shape } from "./api";

type Edge = Shape<"ActorEdge">;
export type Relation = Edge["relation"];
/** A relation is known by the kind of its line and its arrow, besides its colour and its name. */
export type Look = { line: "solid" | "dashed" | "dotted"; arrow: "triangle" | "vee" | "tee" | "circle" | "diamond"; colour: string };

export const LOOKS: Record<Relation, Look> = {
  attacks: { line: "solid", arrow: "triangle", colour: "--warn" },
  coerces: { line: "solid", arrow: "tee", colour: "--cue" },
  threatens: { line: "dashed", arrow: "triangle", colour: "--warn" },
  accuses: { line: "dashed", arrow: "vee", colour: "--event" },
  denies: { line: "dotted", arrow: "tee", colour: "--event" },
  "demands of": { line: "dotted", arrow: "vee", colour: "--cue" },
  supports: { line: "solid", arrow: "circle", colour: "--content" },
  "holds talks with": { line: "dashed", arrow: "diamond", colour: "--source" },
};
export const RELATIONS = Object.keys(LOOKS) as Relation[];

/** By which act of a claim somebody does this to another; null where it is done, not said. */
export const ACT_OF: Partial<Record<Relation, Shape<"ClaimLine">["act"]>> = {
  ...{ threatens: "threaten", accuses: "accuse", denies: "deny", "demands of": "demand", supports: "support" },
};

export type Cell = { agent: string; patient: string; edges: Edge[]; count: number };
export type Matrix = { agents: string[]; patients: string[]; at: (agent: string, patient: string) => Cell | null; leftOut: number };

const nameOf = (agent: string, patient: string): string => JSON.stringify([agent, patient]);

/** Agents by patients, at most so many of each, those of the commonest pairs; `leftOut` are the pairs beyond. */
export function matrix(edges: readonly Edge[], most: number): Matrix {
  const cells = new Map<string, Cell>();
  for (const edge of edges) {
    const name = nameOf(edge.agent, edge.patient);
    const cell = cells.get(name) ?? { agent: edge.agent, patient: edge.patient, edges: [], count: 0 };
    cell.edges.push(edge);
    cell.count += edge.count;
    cells.set(name, cell);
  }
  for (const cell of cells.values()) cell.edges.sort((one, two) => two.count - one.count || one.relation.localeCompare(two.relation));
  const [agents, patients] = [new Set<string>(), new Set<string>()];
  let leftOut = 0;
  // No row and no column is empty: each comes with a pair.
  for (const { agent, patient } of ranked([...cells.values()])) {
    if ((agents.has(agent) || agents.size < most) && (patients.has(patient) || patients.size < most)) {
      agents.add(agent);
      patients.add(patient);
    } else leftOut++;
  }
  return { agents: [...agents], patients: [...patients], at: (agent, patient) => cells.get(nameOf(agent, patient)) ?? null, leftOut };
}

/** The edges that are told most often, and how many are left out. */
export function commonest(edges: readonly Edge[], most: number): { edges: Edge[]; leftOut: number } {
  return { edges: ranked(edges).slice(0, most), leftOut: Math.max(0, edges.length - most) };
}

/** What is told most often first; of equals, what stands between parties that are told of often. */
function ranked<Told extends { agent: string; patient: string; count: number }>(all: readonly Told[]): Told[] {
  const counts = new Map<string, number>();
  for (const { agent, patient, count } of all) {
    for (const name of [agent, patient]) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  const busy = ({ agent, patient }: Told): number => (counts.get(agent) ?? 0) + (counts.get(patient) ?? 0);
  const name = (told: Told): string => nameOf(told.agent, told.patient);
  return [...all].sort((one, two) => two.count - one.count || busy(two) - busy(one) || name(one).localeCompare(name(two)));
}
