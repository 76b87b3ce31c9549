// The list and the marks work without this; it moves the map, keeps marks and names apart, and shows what is chosen.
// A view is the point in the middle, in units of the map, and the scale in pixels a unit.
const CLOSEST = 400;
const APART = 30;
const svg = document.querySelector(".world");
const { x: west, y: north, width: wide, height: high } = svg.viewBox.baseVal;
const measure = (text) => text.getComputedTextLength();
const pin = (element) => {
  const { e: x, f: y } = element.transform.baseVal.getItem(0).matrix;
  return { element, x, y };
};
const marks = [...svg.querySelectorAll(".mark")].map((mark) => {
  const [title, use, number, name] = ["title", "use", ".count", ".name"].map((part) => mark.querySelector(part));
  const told = { title: title.textContent, shape: use.getAttribute("href"), name: name.textContent, count: +mark.dataset.count };
  return { ...pin(mark), ...told, parts: { title, use, number, name }, beside: +name.getAttribute("x") };
}).sort((one, other) => other.count - one.count);
const countries = [...svg.querySelectorAll(".label")].map((name) => {
  name.classList.add("shown");
  return { ...pin(name), room: +name.dataset.room, width: measure(name) };
});
const view = { x: west + wide / 2, y: north + high / 2, scale: 1 };
let size = { width: 1, height: 1 };
let fitted = true;

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
const limited = (scale) => clamp(scale, Math.min(size.width / 3600, size.height / 1800), CLOSEST);
const onScreen = ({ x, y }) => [(x - view.x) * view.scale + size.width / 2, (y - view.y) * view.scale + size.height / 2];
const place = ({ element, x, y }) => element.setAttribute("transform", `translate(${x} ${y}) scale(${1 / view.scale})`);

// Marks that would lie on one another become one, led by the one that has the most events.
const grouped = () => {
  const groups = [];
  for (const mark of marks) {
    const [x, y] = onScreen(mark);
    const near = groups.find((group) => Math.hypot(group.x - x, group.y - y) < APART);
    if (near) near.members.push(mark);
    else groups.push({ x, y, members: [mark] });
  }
  return groups;
};

const lead = ({ members: [first, ...others] }) => {
  const { title, use, number, name } = first.parts;
  const all = [first, ...others];
  const told = all.reduce((sum, { count }) => sum + count, 0);
  title.textContent = all.map((mark) => mark.title).join("\n");
  use.setAttribute("href", all.every(({ shape }) => shape === first.shape) ? first.shape : "#several-kinds");
  number.textContent = told > 1 ? told : "";
  name.textContent = others.length ? `${first.name} +${others.length}` : first.name;
  first.element.classList.remove("merged");
  first.element.classList.toggle("chosen", all.some((mark) => mark.chosen));
  first.members = all;
  for (const { element } of others) {
    if (element === document.activeElement) svg.focus();
    element.classList.add("merged");
  }
};

// A name is written beside its mark, to the right or to the left, where it lies on no other mark and on no other name.
const write = (groups) => {
  const taken = groups.map(({ x, y, members: [{ parts }] }) => [x - 10, y - 18, x + 8 + 8 * parts.number.textContent.length, y + 10]);
  const free = (box, own) => {
    const apart = ([l, t, r, b]) => box[2] < l || box[0] > r || box[3] < t || box[1] > b;
    const fits = box[0] > 0 && box[2] < size.width && taken.every((other) => other === own || apart(other));
    if (fits) taken.push(box);
    return fits;
  };
  groups.forEach(({ x, y, members: [{ element, parts, beside }] }, at) => {
    element.classList.remove("nameless");
    const width = measure(parts.name);
    const right = free([x + beside, y - 9, x + beside + width, y + 8], taken[at]);
    const left = !right && free([x - beside - width, y - 9, x - beside, y + 8], taken[at]);
    element.classList.toggle("nameless", !(left || right));
    parts.name.setAttribute("x", left ? -beside : beside);
    parts.name.setAttribute("text-anchor", left ? "end" : "start");
  });
  for (const country of countries) {
    const [x, y] = onScreen(country);
    const half = country.width / 2;
    const room = half < country.room * view.scale * 1.3 && y > 12 && y < size.height - 6;
    country.element.classList.toggle("shown", room && free([x - half, y - 11, x + half, y + 4]));
  }
};

const draw = () => {
  view.scale = limited(view.scale);
  view.x = clamp(view.x, -1800, 1800);
  view.y = clamp(view.y, -900, 900);
  const [width, height] = [size.width / view.scale, size.height / view.scale];
  svg.setAttribute("viewBox", `${view.x - width / 2} ${view.y - height / 2} ${width} ${height}`);
  const groups = grouped();
  marks.forEach(place);
  countries.forEach(place);
  groups.forEach(lead);
  write(groups);
};

const pan = (across, down) => {
  view.x += across / view.scale;
  view.y += down / view.scale;
  fitted = false;
};
// What is under the given pixel stays there.
const zoom = (factor, x = size.width / 2, y = size.height / 2) => {
  const before = view.scale;
  view.scale = limited(before * factor);
  view.x += (x - size.width / 2) * (1 / before - 1 / view.scale);
  view.y += (y - size.height / 2) * (1 / before - 1 / view.scale);
  fitted = false;
};
const fit = () => {
  Object.assign(view, { x: west + wide / 2, y: north + high / 2, scale: Math.min(size.width / wide, size.height / high) });
  fitted = true;
};
// Comes so near that the members of a group lie apart.
const approach = (members) => {
  const [xs, ys] = [members.map(({ x }) => x), members.map(({ y }) => y)];
  const span = (all) => Math.max(...all) - Math.min(...all);
  view.x = Math.min(...xs) + span(xs) / 2;
  view.y = Math.min(...ys) + span(ys) / 2;
  view.scale = Math.max(2 * view.scale, Math.min(size.width / span(xs), size.height / span(ys)) * 0.6);
  fitted = false;
  draw();
};

const KEYS = {
  ArrowLeft: () => pan(-80, 0),
  ArrowRight: () => pan(80, 0),
  ArrowUp: () => pan(0, -80),
  ArrowDown: () => pan(0, 80),
  "+": () => zoom(1.6),
  "=": () => zoom(1.6),
  "-": () => zoom(1 / 1.6),
  0: fit,
};
const press = (key) => {
  KEYS[key]();
  draw();
};
svg.addEventListener("keydown", (event) => {
  if (!(event.key in KEYS) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  press(event.key);
});
document.querySelector(".tools").addEventListener("click", ({ target }) => target.dataset.key && press(target.dataset.key));

const within = ({ clientX, clientY }) => {
  const box = svg.getBoundingClientRect();
  return [clientX - box.left, clientY - box.top];
};
svg.addEventListener("wheel", (event) => {
  event.preventDefault();
  zoom(Math.exp(-clamp(event.deltaY, -100, 100) / 300), ...within(event));
  draw();
}, { passive: false });

// One finger or the mouse moves the map, two fingers zoom it too. Until something moves, a press may still be a click.
const fingers = new Map();
const held = () => {
  const all = [...fingers.values()];
  const middle = [0, 1].map((axis) => all.reduce((sum, point) => sum + point[axis], 0) / all.length);
  return { middle, spread: Math.hypot(all[0][0] - middle[0], all[0][1] - middle[1]) };
};
svg.addEventListener("pointerdown", (event) => event.button || fingers.set(event.pointerId, within(event)));
svg.addEventListener("pointermove", (event) => {
  const last = fingers.get(event.pointerId);
  const now = within(event);
  if (!last || (!svg.hasPointerCapture(event.pointerId) && Math.hypot(now[0] - last[0], now[1] - last[1]) < 4)) return;
  svg.setPointerCapture(event.pointerId);
  const before = held();
  fingers.set(event.pointerId, now);
  const { middle, spread } = held();
  pan(before.middle[0] - middle[0], before.middle[1] - middle[1]);
  if (fingers.size > 1) zoom(spread / Math.max(before.spread, 1), ...middle);
  draw();
});
for (const end of ["pointerup", "pointercancel", "pointerleave"]) svg.addEventListener(end, ({ pointerId }) => fingers.delete(pointerId));
svg.addEventListener("dragstart", (event) => event.preventDefault());

svg.addEventListener("click", (event) => {
  const { members } = marks.find(({ element }) => element === event.target.closest(".mark")) ?? {};
  if (members?.length > 1) {
    event.preventDefault();
    approach(members);
  }
});

// The address names what is chosen, a place (`#p1`) or an event (`#r1-e1`).
const show = () => {
  document.querySelectorAll(".list .chosen").forEach((part) => part.classList.remove("chosen"));
  const part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  part?.closest(".list section, .list li")?.classList.add("chosen");
  const spot = part?.closest(".list section")?.id;
  for (const mark of marks) mark.chosen = mark.element.getAttribute("href") === `#${spot}`;
  const chosen = marks.find((mark) => mark.chosen);
  if (chosen) {
    const [x, y] = onScreen(chosen);
    if (x < 20 || y < 20 || x > size.width - 20 || y > size.height - 20) pan(x - size.width / 2, y - size.height / 2);
  }
  draw();
};
addEventListener("hashchange", show);
addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  history.replaceState(null, "", location.pathname + location.search);
  show();
});

const resize = () => {
  size = { width: svg.clientWidth, height: svg.clientHeight };
  if (fitted) fit();
  draw();
};
svg.tabIndex = 0;
document.querySelector(".tools").hidden = false;
resize();
show();
new ResizeObserver(resize).observe(svg);
