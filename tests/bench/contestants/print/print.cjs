// Chromium's own print: the same words, page, columns, fonts and sizes as the product's, set by CSS. Nothing of the product.
const { readFile, writeFile } = require('node:fs/promises');
const { pathToFileURL } = require('node:url');
const { BrowserWindow } = require('electron');

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** @param {{ page: Record<string, number>, fonts: Record<string, string>, articles: { tag: string, text: string }[][] }} given */
function html({ page, fonts, articles }, plain) {
  const face = (file, weight, style) =>
    `@font-face { font-family: Tinos; src: url("${pathToFileURL(file)}"); font-weight: ${weight}; font-style: ${style}; }`;
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Bản tin</title><style>
    ${face(fonts.regular, 400, 'normal')} ${face(fonts.bold, 700, 'normal')}
    ${face(fonts.italic, 400, 'italic')} ${face(fonts.boldItalic, 700, 'italic')}
    @page { size: ${page.width}mm ${page.height}mm; margin: ${page.top}mm ${page.outside}mm ${page.bottom}mm ${page.inside}mm; }
    body { margin: 0; font: ${page.body}pt/${page.leading} Tinos; text-align: justify; columns: ${page.columns}; column-gap: ${page.gutter}mm; }
    p { margin: 0; text-indent: ${page.indent}mm; } h1 { font-size: ${page.title}pt; text-align: left; break-after: avoid; }
    p.lead { font-weight: 700; text-indent: 0; } h2 { font-size: ${page.body}pt; break-after: avoid; }
    ${plain ? '' : 'p { text-wrap: pretty; }'}
    blockquote { margin: 3mm 0 3mm 3mm; font-style: italic; }
  </style></head><body>${articles
    .map((parts) => parts.map(({ tag, text }) => `<${tag}>${escaped(text)}</${tag.split(' ')[0]}>`).join(''))
    .join('')}</body></html>`;
}

/**
 * In a renderer process of its own, from its start to the file on disk.
 * @param {string} given path of the JSON that `html` takes, with `head`, the words of the running head
 * @param {string} out path of the PDF
 * @param {boolean} plain without running head, page numbers and lines broken with regard to each other
 * @returns {Promise<{ loadMs: number, printMs: number }>} loading and laying out; printing to the file
 */
exports.print = async (given, out, plain) => {
  const page = `${out}.html`;
  const words = JSON.parse(await readFile(given, 'utf8'));
  await writeFile(page, html(words, plain));
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
    displayHeaderFooter: !plain,
    headerTemplate: `<div style="font: italic 8px Tinos; width: 100%; margin: 0 12mm">${escaped(words.head)}</div>`,
    footerTemplate:
      '<div style="font: 10px Tinos; width: 100%; text-align: center">– <span class="pageNumber"></span> –</div>',
  });
  await writeFile(out, pdf, { flush: true });
  const printed = performance.now();
  window.destroy();
  return { loadMs: loaded - begun, printMs: printed - loaded };
};
