// The graph of actors as Cytoscape draws it. Loaded with the graph alone, for it is large.
import cytoscape from "cytoscape";
import { LOOKS } from "../../lib/actors";
import type { Shape } from "../../lib/api";
import { apart, frameOf, packed, type Box } from "../../lib/apart";

type Edge = Shape<"ActorEdge">;
export type Drawing = {
  choose: (edges: readonly Edge[]) => void;
  zoom: (by: number) => void;
  fit: () => void;
  recolour: () => void;
  end: () => void;
};

const idOf = (edge: Edge): string => JSON.stringify([edge.agent, edge.relation, edge.patient]);

export function draw(container: HTMLElement, edges: readonly Edge[], onchoose: (edge: Edge) => void): Drawing {
  const most = Math.max(1, ...edges.map((edge) => edge.count));
  const names = [...new Set(edges.flatMap((edge) => [edge.agent, edge.patient]))];
  const by = new Map(edges.map((edge) => [idOf(edge), edge]));
  const cy = cytoscape({
    container,
    elements: [
      ...names.map((name) => ({ data: { id: `party ${name}`, label: name, ...sizeOf(name) } })),
      ...edges.map((edge) => ({
        data: {
          ...{ id: idOf(edge), source: `party ${edge.agent}`, target: `party ${edge.patient}`, relation: edge.relation },
          ...{ label: `${edge.relation} ${edge.count}`, width: 1.5 + 4 * Math.sqrt(edge.count / most) },
        },
      })),
    ],
    style: looks(),
    layout: { name: "circle", animate: false },
    userZoomingEnabled: false,
    boxSelectionEnabled: false,
    maxZoom: 2.5,
    minZoom: 0.2,
  });
  const fit = (): void => void cy.fit(undefined, 24);
  // From a circle, so that the same parties always come to stand alike.
  cy.layout({
    ...{ name: "cose", animate: false, randomize: false, fit: false, componentSpacing: 24 },
    ...{ idealEdgeLength: () => 60, nodeRepulsion: () => 24_000, numIter: 800 },
  }).run();
  spread(cy, container.clientWidth / Math.max(1, container.clientHeight));
  fit();
  cy.on("tap", "edge", (event) => {
    const edge = by.get((event.target as cytoscape.EdgeSingular).id());
    if (edge) onchoose(edge);
  });
  const resized = new ResizeObserver(() => {
    cy.resize();
    fit();
  });
  resized.observe(container);
  return {
    fit,
    choose: (chosen) => {
      cy.edges().removeClass("chosen");
      for (const edge of chosen) cy.getElementById(idOf(edge)).addClass("chosen");
    },
    zoom: (by) => void cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: container.clientWidth / 2, y: container.clientHeight / 2 } }),
    recolour: () => void cy.style(looks()),
    end: () => {
      resized.disconnect();
      cy.destroy();
    },
  };
}

/** Moves parties apart that lie over one another, and what hangs together side by side, in the shape of the box. */
function spread(cy: cytoscape.Core, shape: number): void {
  const groups = cy.elements().components().map((part) => part.nodes().toArray() as cytoscape.NodeSingular[]);
  const drawn = groups.map((nodes) => nodes.map(boxOf));
  for (const boxes of drawn) {
    times(boxes, NEARER, NEARER);
    apart(boxes);
    const { wide, high } = frameOf(boxes);
    if (drawn.length === 1) times(boxes, Math.max(1, (shape * high) / wide), 1);
  }
  const frames = drawn.map(frameOf);
  const corners = packed(frames, shape);
  groups.forEach((nodes, group) => {
    const [frame, corner] = [frames[group], corners[group]];
    nodes.forEach((node, at) => {
      const box = drawn[group]?.[at];
      if (box && frame && corner) node.position({ x: box.x - frame.x + corner.x, y: box.y - frame.y + corner.y });
    });
  });
}

const boxOf = (node: cytoscape.NodeSingular): Box => ({ ...node.position(), wide: node.data("wide") as number, high: node.data("high") as number });

function times(boxes: Box[], x: number, y: number): void {
  for (const box of boxes) [box.x, box.y] = [box.x * x, box.y * y];
}

const NEARER = 0.8;
const FONT = 16;
const WIDEST = 160;
const measure = document.createElement("canvas").getContext("2d");

/** How large the box of a name is, its words in as many lines as it takes. */
function sizeOf(name: string): { wide: number; high: number } {
  if (measure) measure.font = `${FONT}px system-ui, sans-serif`;
  const length = measure?.measureText(name).width ?? name.length * 7;
  const lines = Math.ceil((length * 1.15) / WIDEST);
  return { wide: Math.min(length, WIDEST) + 16, high: lines * FONT * 1.25 + 12 };
}

function looks(): cytoscape.StylesheetJson {
  const tokens = getComputedStyle(document.documentElement);
  const token = (name: string): string => tokens.getPropertyValue(name).trim();
  const font = { "font-family": "system-ui, sans-serif", color: token("--ink") };
  return [
    {
      selector: "node",
      style: {
        ...{ ...font, label: "data(label)", shape: "round-rectangle", width: "data(wide)", height: "data(high)" },
        ...{ "background-color": token("--sunken"), "border-width": 1, "border-color": token("--strong-line") },
        ...{ "font-size": FONT, "text-valign": "center", "text-wrap": "wrap", "text-max-width": `${WIDEST}px` },
      } as cytoscape.Css.Node,
    },
    {
      selector: "edge",
      style: {
        ...{ ...font, label: "data(label)", "font-size": 13, width: "data(width)", "curve-style": "bezier", "control-point-step-size": 44 },
        ...{ "text-background-color": token("--surface"), "text-background-opacity": 0.9, "text-background-padding": "2px" },
        ...{ "text-rotation": "autorotate", "arrow-scale": 1.2, "overlay-padding": 6 },
      } as cytoscape.Css.Edge,
    },
    ...Object.entries(LOOKS).map(([relation, look]) => ({
      selector: `edge[relation = "${relation}"]`,
      style: {
        ...{ "line-style": look.line, "line-color": token(look.colour) },
        ...{ "target-arrow-shape": look.arrow, "target-arrow-color": token(look.colour) },
      } as cytoscape.Css.Edge,
    })),
    {
      selector: "edge.chosen",
      style: { "underlay-color": token("--accent"), "underlay-opacity": 0.3, "underlay-padding": 6 } as unknown as cytoscape.Css.Edge,
    },
  ];
}
