// Takes a drawing away as a file: SVG with its colours written out, or PNG. Nothing is fetched; all of it is in the page.

/** Writes out colours and typefaces that the page gives by name (`var(--ink)`). */
export function withoutVariables(text: string, valueOf: (name: string) => string): string {
  return text.replace(/var\((--[\w-]+)\)/g, (_, name: string) => valueOf(name).replace(/"/g, "'").trim() || 'currentColor');
}

/** Whether a control sign may not stand in XML: such a sign in a name would spoil the whole file. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** The drawing as a file of its own, on the ground of the page. */
export function svgFile(drawing: SVGSVGElement, title: string): string {
  const style = getComputedStyle(document.documentElement);
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  for (const gone of copy.querySelectorAll('[data-screen-only]')) gone.remove();
  for (const shown of copy.querySelectorAll('[data-picture-only]')) shown.removeAttribute('visibility');
  for (const one of [copy, ...copy.querySelectorAll('*')]) {
    for (const name of [...one.getAttributeNames()]) if (name === 'class' || name === 'tabindex' || name.startsWith('data-') || name.startsWith('aria-') || name === 'role' || name === 'href') one.removeAttribute(name);
  }
  const { width, height } = drawing.viewBox.baseVal;
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('font-family', "'Source Sans 3', 'Noto Sans', sans-serif");
  copy.setAttribute('color', style.getPropertyValue('--ink').trim());
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of [['width', width], ['height', height], ['fill', 'var(--paper)']] as const) ground.setAttribute(name, String(value));
  const head = document.createElementNS('http://www.w3.org/2000/svg', 'title');
  head.textContent = title;
  copy.prepend(head, ground);
  const text = new XMLSerializer().serializeToString(copy).replace(/<!--[\s\S]*?-->/g, '').replace(FORBIDDEN, '');
  return withoutVariables(text, (name) => style.getPropertyValue(name));
}

export function saveSvg(drawing: SVGSVGElement, name: string, title: string): void {
  save(new Blob([svgFile(drawing, title)], { type: 'image/svg+xml' }), `${name}.svg`);
}

/** Twice as fine as it is drawn, so that it can be printed. */
export async function savePng(drawing: SVGSVGElement, name: string, title: string): Promise<void> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgFile(drawing, title))}`;
  await image.decode();
  const scale = Math.min(2, 8000 / Math.max(image.width, image.height, 1));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (blob) save(blob, `${name}.png`);
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
