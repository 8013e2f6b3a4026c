import { getDocument, type PDFDocumentProxy, type PDFPageProxy, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { AppError } from '../../shared/domain/errors';

export type { PDFPageProxy };

let worker: PDFWorker | null = null;

/**
 * One worker for all documents, started here and handed over: pdf.js would wrap an address it does not know
 * (app://) into a blob, which the content policy refuses.
 */
function ownWorker(): PDFWorker {
  if (worker === null) {
    // pdf.js gives its `port` option the type null.
    const port = new Worker(workerUrl, { type: 'module' }) as unknown as null;
    worker = new PDFWorker({ port });
  }
  return worker;
}

/** A laid-out bulletin: its pages are drawn one by one when they come into view. Sizes in points. */
export interface Paper {
  readonly pages: number;
  readonly width: number;
  readonly height: number;
  page(number: number): Promise<PDFPageProxy>;
  close(): void;
}

/**
 * Opens the PDF at a media:// address.
 * @throws AppError `not-found` when it is no longer there (a newer layout took its place)
 */
export async function openPaper(url: string): Promise<Paper> {
  const answer = await fetch(url);
  if (!answer.ok) throw new AppError('not-found', { path: url });
  const loading = getDocument({
    data: new Uint8Array(await answer.arrayBuffer()),
    worker: ownWorker(),
    // Every font and picture is in the file: nothing is to be fetched, and nothing of the system's to be used.
    useSystemFonts: false,
    useWasm: false,
    disableWorkerRendering: true,
  });
  const document: PDFDocumentProxy = await loading.promise;
  const first = (await document.getPage(1)).getViewport({ scale: 1 });
  return {
    pages: document.numPages,
    width: first.width,
    height: first.height,
    page: (number) => document.getPage(number),
    close: () => void loading.destroy(),
  };
}
