import fc from "fast-check";
import { expect, test } from "vitest";
import { extent, reach, size, type Point } from "./points";

const point = fc.record({
  key: fc.string(),
  label: fc.string(),
  latitude: fc.double({ min: -84, max: 84, noNaN: true }),
  longitude: fc.double({ min: -179, max: 179, noNaN: true }),
  precision: fc.constantFrom("site", "town", "district", "province", "country") as fc.Arbitrary<Point["precision"]>,
  weight: fc.nat(10_000),
  contested: fc.boolean(),
});

test("all points lie within what is shown", () => {
  fc.assert(
    fc.property(fc.array(point, { minLength: 1 }), (points) => {
      const [south, west, north, east] = extent(points);
      for (const one of points) {
        expect(one.latitude).toBeGreaterThanOrEqual(south);
        expect(one.latitude).toBeLessThanOrEqual(north);
        expect(one.longitude).toBeGreaterThanOrEqual(west);
        expect(one.longitude).toBeLessThanOrEqual(east);
      }
    }),
  );
});

test("a province is drawn wider than a town, and many reports larger than one", () => {
  expect(reach("province")).toBeGreaterThan(reach("town"));
  expect(size(40)).toBeGreaterThan(size(1));
});
