// A map without tiles: borders, and places with how exactly they are known. Loaded with a map alone, for it is large.
import L from "leaflet";
import "leaflet/dist/leaflet.css";
import { countries } from "./borders";
import { extent, reach, size, type Point } from "./points";

export type Drawing = { show: (points: readonly Point[]) => void; choose: (key: string | null) => void; recolour: () => void; end: () => void };

export function draw(container: HTMLElement, onchoose: (key: string) => void): Drawing {
  const map = L.map(container, { attributionControl: false, zoomSnap: 0.25, minZoom: 1, maxZoom: 12, worldCopyJump: false, keyboard: true });
  const land = L.geoJSON(countries, { interactive: false }).addTo(map);
  const drawn = L.layerGroup().addTo(map);
  const of = new Map<string, L.CircleMarker>();
  let points: readonly Point[] = [];
  let chosen: string | null = null;
  const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function look(point: Point): L.CircleMarkerOptions {
    const colour = token(point.contested ? "--warn" : "--accent");
    const weight = point.key === chosen ? 4 : 2;
    // What is contested is broken, besides its colour.
    return { color: colour, weight, fillColor: colour, fillOpacity: 0.35, ...(point.contested ? { dashArray: "4 3" } : {}) };
  }

  function show(found: readonly Point[]): void {
    points = found;
    drawn.clearLayers();
    of.clear();
    for (const point of points) {
      const at: L.LatLngTuple = [point.latitude, point.longitude];
      const metres = reach(point.precision);
      if (metres) {
        const area = { color: token("--quiet"), weight: 1, dashArray: "2 4", fillColor: token("--quiet"), fillOpacity: 0.08 };
        drawn.addLayer(L.circle(at, { ...area, radius: metres, interactive: false }));
      }
      const marker = L.circleMarker(at, { ...look(point), radius: size(point.weight) });
      marker.bindTooltip(document.createTextNode(point.label) as unknown as HTMLElement);
      marker.on("click", () => onchoose(point.key));
      of.set(point.key, marker);
      drawn.addLayer(marker);
    }
    const [south, west, north, east] = extent(points);
    map.fitBounds([[south, west], [north, east]], { animate: false });
  }

  function recolour(): void {
    const land_ = { color: token("--strong-line"), weight: 0.7, fillColor: token("--surface"), fillOpacity: 1 };
    land.setStyle(land_);
    show(points);
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
