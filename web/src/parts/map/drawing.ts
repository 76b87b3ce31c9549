// A map without tiles: borders, and places with how exactly they are known. Loaded with a map alone, for it is large.
import L from "leaflet";
import "leaflet/dist/leaflet.css";
import { countries } from "./borders";
import { extent, isArea, reach, size, type Point } from "./points";

export type Drawing = { show: (points: readonly Point[], keep?: boolean) => void; choose: (key: string | null) => void; recolour: () => void; end: () => void };

export function draw(container: HTMLElement, onchoose: (key: string) => void): Drawing {
  const map = L.map(container, { attributionControl: false, zoomSnap: 0.25, minZoom: 1, maxZoom: 12, worldCopyJump: false, keyboard: true });
  const land = L.geoJSON(countries, { interactive: false }).addTo(map);
  const drawn = L.layerGroup().addTo(map);
  const of = new Map<string, L.Path>();
  let points: readonly Point[] = [];
  let chosen: string | null = null;
  const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function look(point: Point): L.PathOptions {
    const colour = token(point.contested ? "--warn" : "--accent");
    const area = isArea(point.precision);
    const weight = (area ? 1 : 2) + (point.key === chosen ? 2 : 0);
    // What is contested is broken, besides its colour.
    return { color: colour, weight, fillColor: colour, fillOpacity: area ? 0.08 : 0.35, ...(point.contested ? { dashArray: "4 3" } : {}) };
  }

  function layerOf(point: Point): L.Path {
    const at: L.LatLngTuple = [point.latitude, point.longitude];
    const metres = reach(point.precision);
    // What is known to a province or a country alone is an area, for a point would say more than is known.
    if (isArea(point.precision)) return L.circle(at, { ...look(point), radius: metres });
    if (metres) {
      const area = { color: token("--quiet"), weight: 1, dashArray: "2 4", fillColor: token("--quiet"), fillOpacity: 0.08 };
      drawn.addLayer(L.circle(at, { ...area, radius: metres, interactive: false }));
    }
    return L.circleMarker(at, { ...look(point), radius: size(point.weight) });
  }

  function show(found: readonly Point[], keep = false): void {
    points = found;
    drawn.clearLayers();
    of.clear();
    // The largest lies undermost, so that each can be reached.
    const order = [...points].sort((one, two) => reach(two.precision) - reach(one.precision) || two.weight - one.weight);
    for (const point of order) {
      const layer = layerOf(point);
      layer.bindTooltip(document.createTextNode(point.label) as unknown as HTMLElement, { sticky: isArea(point.precision) });
      layer.on("click", () => onchoose(point.key));
      of.set(point.key, layer);
      drawn.addLayer(layer);
    }
    if (keep || !points.length) return;
    const [south, west, north, east] = extent(points);
    map.fitBounds([[south, west], [north, east]], { animate: false });
  }

  function recolour(): void {
    const land_ = { color: token("--strong-line"), weight: 0.7, fillColor: token("--surface"), fillOpacity: 1 };
    land.setStyle(land_);
    show(points, true);
  }

  map.setView([20, 10], 1.5);
  recolour();
  const resized = new ResizeObserver(() => map.invalidateSize({ animate: false }));
  resized.observe(container);
  return {
    show,
    recolour,
    choose: (key) => {
      chosen = key;
      for (const point of points) of.get(point.key)?.setStyle(look(point));
    },
    end: () => {
      resized.disconnect();
      map.remove();
    },
  };
}
