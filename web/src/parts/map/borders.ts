// The borders of countries, from Natural Earth, as they stand in the package world-atlas. Loaded with a map alone.
import type { GeoJSON } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-50m.json";

const world = atlas as unknown as Topology<{ countries: GeometryCollection }>;

export const countries: GeoJSON = feature(world, world.objects.countries);
