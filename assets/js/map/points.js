/* A map to move in: on tiles where the operator has some, else on our own drawing of the country, enlarged as one likes. */
import { CRS, circleMarker, map as leaflet, svgOverlay, tileLayer } from 'leaflet/dist/leaflet-src.esm.js';

const [width, height] = [430, 512];

// The drawing's own projection, as Shared/VietnamMapTagHelper has it.
const onDrawing = ([north, east]) => [-(721.99 - 30 * north), 28.832 * east - 2926.83];
const onEarth = ([north, east]) => [north, east];

export function show(element) {
  const points = JSON.parse(element.querySelector('[data-points]').textContent);
  const drawing = element.querySelector('svg.map');
  const room = document.createElement('div');
  room.className = 'point-map__room';
  drawing.setAttribute('hidden', ''); // drawings have no property of that name
  element.append(room);
  if (element.dataset.tiles) tiles(element, room, points, drawing);
  else drawn(element, room, points, drawing);
}

function open(element, room, crs) {
  const small = matchMedia('(pointer: coarse)').matches;
  // One finger scrolls the page past the map; two move the map. The wheel scrolls the page until the map has the focus.
  const map = leaflet(room, { crs, zoomControl: false, scrollWheelZoom: false, dragging: !small, zoomSnap: 0.25, minZoom: crs === CRS.Simple ? -4 : 4, attributionControl: Boolean(element.dataset.attribution) });
  map.attributionControl?.setPrefix(false);
  room.setAttribute('role', 'region');
  room.setAttribute('aria-label', element.dataset.label);
  map.on('focus', () => map.scrollWheelZoom.enable());
  map.on('blur', () => map.scrollWheelZoom.disable());
  buttons(element, room, map);
  return map;
}

function buttons(element, room, map) {
  const group = document.createElement('div');
  group.className = 'point-map__zoom';
  for (const [sign, words, step] of [['+', element.dataset.closer, 1], ['−', element.dataset.farther, -1]]) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = sign;
    button.setAttribute('aria-label', words);
    button.addEventListener('click', () => map.setZoom(map.getZoom() + step));
    group.append(button);
  }
  room.append(group);
}

function mark(element, map, points, place) {
  for (const [north, east, name, path, isExact] of points) {
    const card = document.createElement('p');
    const link = document.createElement('a');
    [link.href, link.textContent] = [path, name];
    card.append(link);
    if (!isExact) {
      const about = document.createElement('small');
      about.textContent = element.dataset.about;
      card.append(about);
    }
    circleMarker(place([north, east]), { radius: 7, weight: 2, className: 'point-map__dot' }).bindPopup(card, { closeButton: false }).addTo(map);
  }
}

function drawn(element, room, points, drawing) {
  const map = open(element, room, CRS.Simple);
  const bounds = [[-height, 0], [0, width]];
  const copy = drawing.cloneNode(true);
  copy.removeAttribute('hidden');
  copy.querySelector('.map__dots')?.remove();
  copy.removeAttribute('role');
  copy.removeAttribute('aria-label');
  copy.setAttribute('aria-hidden', 'true');
  svgOverlay(copy, bounds).addTo(map);
  map.fitBounds(bounds);
  map.setMinZoom(map.getZoom());
  map.setMaxZoom(map.getZoom() + 4);
  // Wider than the drawing, so that a card at its edge can be shown whole.
  map.setMaxBounds([[-1.5 * height, -0.5 * width], [0.5 * height, 1.5 * width]]);
  mark(element, map, points, onDrawing);
}

function tiles(element, room, points, drawing) {
  const map = open(element, room, CRS.EPSG3857);
  let arrived = false;
  let lost = 0;
  // Tiles that do not come would leave an empty box: then our own drawing is the map.
  const layer = tileLayer(element.dataset.tiles, { attribution: plain(element.dataset.attribution), maxZoom: 18 });
  layer.on('tileload', () => { arrived = true; });
  layer.on('tileerror', () => {
    lost += 1;
    if (arrived || lost !== 3) return;
    map.remove();
    const other = room.cloneNode(false);
    room.replaceWith(other);
    other.className = 'point-map__room';
    drawn(element, other, points, drawing);
  });
  layer.addTo(map);
  if (points.length === 1) map.setView(onEarth(points[0]), points[0][4] ? 15 : 12);
  else if (points.length > 1) map.fitBounds(points.map(onEarth), { padding: [24, 24], maxZoom: 13 });
  else map.setView([16.2, 107.5], 5);
  mark(element, map, points, onEarth);
}

function plain(words) {
  const text = document.createElement('span');
  text.textContent = words;
  return text.innerHTML;
}
