// Chromium's own print: the same words, page, columns, fonts and sizes as the product's, set by CSS. Nothing of the product.
const { readFile, writeFile } = require('node:fs/promises');
const { pathToFileURL } = require('node:url');
const { BrowserWindow } = require('electron');

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** @param {{ page: Record<string, number>, fonts: Record<string, string>, articles: { tag: string, text: string }[][] }} given */
function html({ page, fonts, articles }) {
  const face = (file, weight, style) =>
    `@font-face { font-family: Tinos; src: url("${pathToFileURL(file)}"); font-weight: ${weight}; font-style: ${style}; }`;
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Bản tin</title><style>
    ${face(fonts.regular, 400, 'normal')} ${face(fonts.bold, 700, 'normal')}
    ${face(fonts.italic, 400, 'italic')} ${face(fonts.boldItalic, 700, 'italic')}
    @page { size: ${page.width}mm ${page.height}mm; margin: ${page.top}mm ${page.outside}mm ${page.bottom}mm ${page.inside}mm; }
    body { margin: 0; font: ${page.body}pt/${page.leading} Tinos; text-align: justify; columns: ${page.columns}; column-gap: ${page.gutter}mm; }
    p { margin: 0; text-indent: ${page.indent}mm; } h1 { font-size: ${page.title}pt; text-align: left; break-after: avoid; }
    p.lead { font-weight: 700; text-indent: 0; } h2 { font-size: ${page.body}pt; break-after: avoid; }
    blockquote { margin: 3mm 0 3mm 3mm; font-style: italic; }
  </style></head><body>${articles
    .map((parts) => parts.map(({ tag, text }) => `<${tag}>${escaped(text)}</${tag.split(' ')[0]}>`).join(''))
    .join('')}</body></html>`;
}

/**
 * @param {string} given path of the JSON that `html` takes
 * @param {string} out path of the PDF
 * @returns {Promise<{ loadMs: number, printMs: number }>} loading and laying out; printing to the file
 */
exports.print = async (given, out) => {
  const page = `${out}.html`;
  await writeFile(page, html(JSON.parse(await readFile(given, 'utf8'))));
  const begun = performance.now();
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
  await window.loadFile(page);
  await window.webContents.executeJavaScript('document.fonts.ready.then(() => document.body.offsetHeight)');
  const loaded = performance.now();
  const pdf = await window.webContents.printToPDF({
    preferCSSPageSize: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
    printBackground: true,
  });
  await writeFile(out, pdf, { flush: true });
  const printed = performance.now();
  window.destroy();
  return { loadMs: loaded - begun, printMs: printed - loaded };
};
