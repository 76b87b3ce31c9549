// The borders of countries, from Natural Earth, as they stand in the package world-atlas. Loaded with a map alone.
import type { FeatureCollection } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-50m.json";
import { unwrapped } from "./unwrapped";

const world = atlas as unknown as Topology<{ countries: GeometryCollection }>;
// It goes round the pole, which a flat map cannot show whole.
const ANTARCTICA = "010";

const { features, ...rest } = feature(world, world.objects.countries);

export const countries: FeatureCollection = {
  ...rest,
  features: features.filter((one) => one.id !== ANTARCTICA).map((one) => {
    const shape = one.geometry;
    if (shape.type === "Polygon") return { ...one, geometry: { ...shape, coordinates: shape.coordinates.map(unwrapped) } };
    if (shape.type !== "MultiPolygon") return one;
    return { ...one, geometry: { ...shape, coordinates: shape.coordinates.map((rings) => rings.map(unwrapped)) } };
  }),
};
