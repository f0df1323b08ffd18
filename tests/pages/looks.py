"""What any page is looked over for, as scripts that run in it."""

from __future__ import annotations

#: The worst ratio of contrast (WCAG 2) between a text and the ground that it stands on.
CONTRAST = """(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
  };
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const luminance = (colour) => {
    const [red, green, blue] = rgba(colour).map(linear);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (element) => {
    for (let above = element; above; above = above.parentElement) {
      const colour = getComputedStyle(above).backgroundColor;
      if (rgba(colour)[3] > 0) return colour;
    }
    return 'white';
  };
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  let worst = { ratio: 99 };
  for (const element of document.querySelectorAll('body *')) {
    if (!hasText(element) || !element.checkVisibility()) continue;
    if (element.closest('script, style, svg, .unseen, select, [disabled]')) continue;
    const colour = getComputedStyle(element).color;
    const [dark, light] = [luminance(colour), luminance(ground(element))].sort((a, b) => a - b);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < worst.ratio) worst = { ratio, text: element.textContent.slice(0, 40), colour, ground: ground(element) };
  }
  return worst;
})()"""

#: Texts of the headings, in order, with their levels.
HEADINGS = """[...document.querySelectorAll('h1, h2, h3, h4')].map((h) => [Number(h.tagName[1]), h.textContent.trim()])"""

#: Texts of a drawing that lie beyond its edge, or over each other.
DRAWN = """(() => {
  const faults = [];
  for (const svg of document.querySelectorAll('svg[role=img]')) {
    if (!svg.checkVisibility()) continue;
    const frame = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll('text')].map((text) => [text.textContent, text.getBoundingClientRect()]);
    for (const [text, box] of boxes) {
      const across = box.left < frame.left - 2 || box.right > frame.right + 2;
      if (across || box.top < frame.top - 2 || box.bottom > frame.bottom + 2)
        faults.push(`beyond the edge: ${text}`);
    }
    boxes.forEach(([one, a], i) => boxes.slice(i + 1).forEach(([other, b]) => {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 3 && down > 5) faults.push(`${one} over ${other}`);
    }));
  }
  return faults;
})()"""
