"use strict";
const svg = document.querySelector("svg"), told = document.getElementById("told"), first = told.textContent;
const search = document.getElementById("search"), role = document.getElementById("role");
const scenes = [...svg.querySelectorAll(".scene")], steps = [...svg.querySelectorAll(".step")];
const whole = svg.getAttribute("viewBox").split(" ").map(Number);
let view = [...whole], picked = null;

function look() { svg.setAttribute("viewBox", view.join(" ")); }
function scale() { return Math.max(view[2] / svg.clientWidth, view[3] / svg.clientHeight); }
function under(event) {
  const box = svg.getBoundingClientRect(), s = scale();
  return [view[0] + view[2] / 2 + (event.clientX - box.left - box.width / 2) * s,
          view[1] + view[3] / 2 + (event.clientY - box.top - box.height / 2) * s];
}
function zoom(factor, x, y) {
  const width = Math.min(whole[2] * 4, Math.max(150, view[2] * factor)), f = width / view[2];
  view = [x - (x - view[0]) * f, y - (y - view[1]) * f, width, view[3] * f];
  look();
}
svg.addEventListener("wheel", (event) => {
  event.preventDefault();
  zoom(Math.exp(Math.max(-100, Math.min(100, event.deltaY)) / 400), ...under(event));
}, { passive: false });

const held = new Map();
let moved = false;
svg.addEventListener("pointerdown", (event) => {
  if (!held.size) moved = false;
  held.set(event.pointerId, event);
});
window.addEventListener("pointermove", (event) => {
  const before = held.get(event.pointerId);
  if (!before) return;
  const others = [...held.values()].filter((other) => other.pointerId !== event.pointerId);
  const far = (one, other) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
  if (Math.abs(event.clientX - before.clientX) + Math.abs(event.clientY - before.clientY) > 2) moved = true;
  if (!moved) return;
  if (others.length) {
    zoom(far(before, others[0]) / far(event, others[0]), ...under(others[0]));
  } else {
    const s = scale();
    view[0] -= (event.clientX - before.clientX) * s;
    view[1] -= (event.clientY - before.clientY) * s;
    look();
  }
  held.set(event.pointerId, event);
});
for (const kind of ["pointerup", "pointercancel"]) window.addEventListener(kind, (e) => held.delete(e.pointerId));

function walk(from, start, end) {
  const next = new Map();
  for (const step of steps) {
    if (!next.has(step.dataset[start])) next.set(step.dataset[start], []);
    next.get(step.dataset[start]).push(step.dataset[end]);
  }
  const known = new Set(from), waiting = [...known];
  while (waiting.length) for (const id of next.get(waiting.pop()) || []) if (!known.has(id)) {
    known.add(id);
    waiting.push(id);
  }
  return known;
}
function ways(id) {
  const starts = scenes.filter((scene) => scene.classList.contains("start") && plays(scene));
  const onward = walk(starts.map((scene) => scene.dataset.id), "from", "to");
  return new Set([...walk([id], "to", "from")].filter((name) => onward.has(name)));
}
function plays(scene) { return !role.value || scene.dataset.roles.split(" ").includes(role.value); }

function paint() {
  const words = search.value.trim().toLowerCase(), on = picked === null ? null : ways(picked);
  const kept = new Set(), hits = [];
  for (const scene of scenes) {
    const hit = words !== "" && scene.textContent.toLowerCase().includes(words) && plays(scene);
    const stays = plays(scene) && (words === "" || hit) && (on === null || on.has(scene.dataset.id));
    if (hit) hits.push(scene);
    if (plays(scene) && (on === null || on.has(scene.dataset.id))) kept.add(scene.dataset.id);
    scene.classList.toggle("hit", hit);
    scene.classList.toggle("away", !stays);
    scene.classList.toggle("way", on !== null && on.has(scene.dataset.id));
  }
  for (const step of steps) {
    const both = kept.has(step.dataset.from) && kept.has(step.dataset.to);
    step.classList.toggle("away", !both || words !== "");
    step.classList.toggle("way", on !== null && both);
  }
  told.textContent = words !== "" ? `${hits.length} found` : picked === null ? first
    : `${picked}: ${kept.size} scenes lie on the ways to it. Escape shows all.`;
  return hits;
}
function pick(id) { picked = picked === id ? null : id; paint(); }
function go(scene) {
  const box = scene.getBBox(), ratio = view[3] / view[2], width = Math.min(whole[2], 1400);
  view = [box.x + box.width / 2 - width / 2, box.y + box.height / 2 - width * ratio / 2, width, width * ratio];
  look();
}
svg.addEventListener("click", (event) => {
  const scene = event.target.closest(".scene");
  if (scene && plays(scene) && !moved) pick(scene.dataset.id);
});
svg.addEventListener("keydown", (event) => {
  if ((event.key === "Enter" || event.key === " ") && event.target.closest(".scene")) {
    event.preventDefault();
    pick(event.target.closest(".scene").dataset.id);
  }
});
search.addEventListener("input", paint);
search.addEventListener("keydown", (event) => {
  const hits = event.key === "Enter" ? paint() : [];
  if (hits.length) go(hits[0]);
});
role.addEventListener("change", () => { picked = null; paint(); });
document.getElementById("all").addEventListener("click", () => { view = [...whole]; look(); });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { picked = null; search.value = ""; paint(); }
});
