import type { Driven } from './drive';

/** Gives bare Lexical the product's text, width and font. @throws Error when a paragraph then is not as high as the product's */
export async function sameSheet(product: Driven, bare: Driven, texts: readonly string[]): Promise<void> {
  const look = await product.page.evaluate(() => window.meter.look());
  await bare.page.evaluate(
    async ([wanted, paragraphs]) => {
      window.bare.look(wanted);
      await document.fonts.load(wanted.font);
      window.bare.hold(paragraphs);
      window.bare.take();
      await window.meter.frame();
    },
    [look, texts] as const,
  );
  const shown = await bare.page.evaluate(() => window.meter.look());
  // Heights differ by less than a pixel where lines fall on other fractions of one.
  if (Math.abs(shown.height - look.height) > 1)
    throw new Error(`height: ${look.height} in the product, ${shown.height}`);
  for (const name of ['blocks', 'width', 'font'] as const) {
    if (shown[name] !== look[name])
      throw new Error(`${name}: ${look[name]} in the product, ${shown[name]} in bare Lexical`);
  }
}
