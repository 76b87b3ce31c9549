import fc from "fast-check";
import { expect, test } from "vitest";
import { unwrapped } from "./unwrapped";

test("an island on the 180th meridian is one island", () => {
  expect(unwrapped([[179, -17], [-179, -17], [-179, -16], [179, -16], [179, -17]])).toEqual([
    ...[[179, -17], [181, -17], [181, -16], [179, -16], [179, -17]],
  ]);
});

test("no step is longer than half the world, and every point stays where it is on the globe", () => {
  const at = fc.tuple(fc.integer({ min: -180, max: 180 }), fc.integer({ min: -90, max: 90 }));
  fc.assert(
    fc.property(fc.array(at), (ring) => {
      const made = unwrapped(ring);
      for (const [number, [longitude = 0, latitude]] of made.entries()) {
        const [was = 0, high] = ring[number] ?? [];
        expect([Math.abs(longitude - was) % 360, latitude]).toEqual([0, high]);
        if (number) expect(Math.abs(longitude - (made[number - 1]?.[0] ?? 0))).toBeLessThanOrEqual(180);
      }
    }),
  );
});
