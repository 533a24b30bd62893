// How the earth becomes a plane. A conic projection that keeps angles (Lambert) for a land or a continent; where the places
// lie on both sides of the equator or span a third of the earth, Mercator's, which is the same thing without the cone.
// Units of the plane are degrees of longitude at the middle of the map.

export type Point = [x: number, y: number];
export type Projection = { forward: (lon: number, lat: number) => Point; name: 'conic' | 'mercator' };
/** Degrees west, south, east, north. */
export type Bounds = [west: number, south: number, east: number, north: number];

const RADIAN = Math.PI / 180;
/** Beyond this no projection of these shows anything useful. */
const MOST_NORTH = 84;

export function projectionFor([west, south, east, north]: Bounds): Projection {
  const [middle, low, high] = [(west + east) / 2, clamped(south), clamped(north)];
  const conic = low * high > 0 && east - west < 120 && Math.abs(low + high) > 10;
  return conic ? lambert(middle, low + (high - low) / 6, high - (high - low) / 6) : mercator(middle);
}

const clamped = (lat: number) => Math.max(-MOST_NORTH, Math.min(MOST_NORTH, lat));
const half = (lat: number) => Math.tan(Math.PI / 4 + (clamped(lat) * RADIAN) / 2);

function mercator(middle: number): Projection {
  return { name: 'mercator', forward: (lon, lat) => [lon - middle, -Math.log(half(lat)) / RADIAN] };
}

function lambert(middle: number, first: number, second: number): Projection {
  const [a, b] = [first * RADIAN, second * RADIAN];
  const n = Math.abs(first - second) < 0.01 ? Math.sin(a) : Math.log(Math.cos(a) / Math.cos(b)) / Math.log(half(second) / half(first));
  const f = (Math.cos(a) * half(first) ** n) / n;
  const radius = (lat: number) => f / half(lat) ** n;
  const zero = radius((first + second) / 2);
  return {
    name: 'conic',
    forward: (lon, lat) => {
      const [r, angle] = [radius(lat), n * (lon - middle) * RADIAN];
      return [(r * Math.sin(angle)) / RADIAN, -(zero - r * Math.cos(angle)) / RADIAN];
    },
  };
}

/** What part of the plane is in sight: the point in the middle, and pixels a unit. */
export type View = { x: number; y: number; scale: number };

export const onScreen = (view: View, width: number, height: number, [x, y]: Point): Point => [width / 2 + (x - view.x) * view.scale, height / 2 + (y - view.y) * view.scale];

/** The view that holds all points, with air at the sides; one place alone is shown with what lies around it. */
export function viewOf(points: Point[], width: number, height: number, air = 0.14): View {
  if (points.length === 0) return { x: 0, y: 0, scale: width / 360 };
  const [xs, ys] = [points.map((point) => point[0]), points.map((point) => point[1])];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((width * (1 - air)) / Math.max(right - left, 1.5), (height * (1 - air)) / Math.max(bottom - top, 1));
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale };
}

/** Zooms by a factor around a point of the screen, which stays where it is. */
export function zoomed(view: View, by: number, [px, py]: Point, width: number, height: number, least: number, most: number): View {
  const scale = Math.min(most, Math.max(least, view.scale * by));
  const [x, y] = [view.x + (px - width / 2) / view.scale, view.y + (py - height / 2) / view.scale];
  return { x: x - (px - width / 2) / scale, y: y - (py - height / 2) / scale, scale };
}

/** Where most places lie: a few far ones do not press the rest together. */
export function core<T extends { lon: number; lat: number }>(places: T[]): T[] {
  if (places.length < 8) return places;
  const edge = (key: 'lon' | 'lat', share: number): number => places.map((place) => place[key]).sort((a, b) => a - b)[Math.floor(share * (places.length - 1))]!;
  const [west, east, south, north] = [edge('lon', 0.1), edge('lon', 0.9), edge('lat', 0.1), edge('lat', 0.9)];
  const inside = places.filter((place) => place.lon >= west && place.lon <= east && place.lat >= south && place.lat <= north);
  return inside.length >= 3 ? inside : places;
}

/** The box of degrees to ask outlines for: what is in sight with air, on a grid, so that moving a little asks nothing new. */
export function boxInSight(projection: Projection, whole: Bounds, view: View, width: number, height: number): Bounds {
  // no inverse is needed: the lattice of the whole box is looked through for what falls into sight
  const [west, south, east, north] = whole;
  const STEPS = 60;
  const air = 0.15;
  let found: Bounds | null = null;
  for (let a = 0; a <= STEPS; a++) for (let b = 0; b <= STEPS; b++) {
    const [lon, lat] = [west + ((east - west) * a) / STEPS, south + ((north - south) * b) / STEPS];
    const [x, y] = onScreen(view, width, height, projection.forward(lon, lat));
    if (x < -width * air || x > width * (1 + air) || y < -height * air || y > height * (1 + air)) continue;
    found = found ? [Math.min(found[0], lon), Math.min(found[1], lat), Math.max(found[2], lon), Math.max(found[3], lat)] : [lon, lat, lon, lat];
  }
  if (!found) return whole;
  const [dx, dy] = [(east - west) / STEPS, (north - south) / STEPS];
  const grid = Math.max(1, Math.round((found[2] - found[0]) / 4));
  return [
    Math.max(-180, Math.floor((found[0] - dx) / grid) * grid), Math.max(-90, Math.floor((found[1] - dy) / grid) * grid),
    Math.min(180, Math.ceil((found[2] + dx) / grid) * grid), Math.min(90, Math.ceil((found[3] + dy) / grid) * grid),
  ];
}

/** The box around all places with land enough to go around in. */
export function wholeBox([west, south, east, north]: Bounds): Bounds {
  const [wide, high] = [Math.max(6, (east - west) * 0.6), Math.max(5, (north - south) * 0.6)];
  return [Math.max(-180, west - wide), Math.max(-85, south - high), Math.min(180, east + wide), Math.min(85, north + high)];
}
