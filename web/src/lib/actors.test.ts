import fc from "fast-check";
import { expect, test } from "vitest";
import { commonest, matrix, RELATIONS, LOOKS } from "./actors";
import type { Shape } from "./api";

type Edge = Shape<"ActorEdge">;
const edge = (agent: string, relation: Edge["relation"], patient: string, count: number): Edge => ({
  ...{ agent, relation, patient, count, told_by: [], days: null, events: [] },
});
const EDGES = [
  edge("North", "attacks", "South", 5),
  edge("North", "accuses", "South", 7),
  edge("South", "denies", "North", 2),
  edge("Union", "supports", "South", 1),
];

test("a cell has all relations of its pair, the commonest first", () => {
  const { agents, patients, at, leftOut } = matrix(EDGES, 10);
  expect([agents, patients, leftOut]).toEqual([["North", "South", "Union"], ["South", "North"], 0]);
  expect(matrix([edge("a", "attacks", "b", 1), ...EDGES], 1)).toMatchObject({ agents: ["North"], patients: ["South"], leftOut: 3 });
  expect(at("North", "South")?.edges.map((one) => one.relation)).toEqual(["accuses", "attacks"]);
  expect(at("North", "South")?.count).toBe(12);
  expect(at("Union", "North")).toBeNull();
});

test("pairs beyond the matrix are counted", () => {
  expect(matrix(EDGES, 1)).toMatchObject({ agents: ["North"], patients: ["South"], leftOut: 2 });
  expect(matrix([], 5)).toMatchObject({ agents: [], patients: [], leftOut: 0 });
});

test("no row and no column of the matrix is empty", () => {
  const pairs = ["a", "b", "c", "d"].map((name, at) => edge(name, "attacks", `${name}${name}`, at + 1));
  const { agents, patients, at } = matrix(pairs, 2);
  expect([agents, patients]).toEqual([["d", "c"], ["dd", "cc"]]);
  expect(agents.every((agent) => patients.some((patient) => at(agent, patient)))).toBe(true);
});

test("nothing is lost between the edges, the cells and what is left out", () => {
  const name = fc.constantFrom("a", "b", "c", "d", "__proto__");
  const edges = fc.array(fc.tuple(name, fc.constantFrom(...RELATIONS), name, fc.nat(9)), { maxLength: 40 });
  fc.assert(
    fc.property(edges, fc.integer({ min: 1, max: 6 }), (drawn, most) => {
      const all = drawn.map((one) => edge(...one));
      const found = matrix(all, most);
      const shown = found.agents.flatMap((agent) => found.patients.map((patient) => found.at(agent, patient))).filter((cell) => cell !== null);
      expect(shown.length + found.leftOut).toBe(new Set(all.map((one) => `${one.agent} ${one.patient}`)).size);
    }),
  );
});

test("the rarer edges are left out of the graph", () => {
  const { edges, leftOut } = commonest(EDGES, 2);
  expect([edges.map((one) => one.count), leftOut]).toEqual([[7, 5], 2]);
  // Of equals those that hang together are drawn.
  const alone = [edge("x", "attacks", "y", 1), ...EDGES];
  expect(commonest(alone, 4).edges.at(-1)?.agent).toBe("Union");
});

test("no two relations look the same without colour", () => {
  const looks = RELATIONS.map((name) => `${LOOKS[name].line} ${LOOKS[name].arrow}`);
  expect(new Set(looks).size).toBe(RELATIONS.length);
});
