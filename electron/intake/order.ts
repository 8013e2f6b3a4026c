import { z } from 'zod';
import { body, sha256 } from '../../shared/body/schema';
import { intakeFields, intakeNote } from '../../shared/channels';
import { MEDIA_TYPES } from '../../shared/domain/media';

/** The jobs of the intake process, and what crosses to it and back. What comes back rests on a stranger's file: it is checked. */
export const READ = 'intake.read';
export const PROBE = 'picture.probe';

export const readOrder = z.strictObject({ name: z.string(), bytes: z.instanceof(Uint8Array) });
export const probeOrder = z.strictObject({ bytes: z.instanceof(Uint8Array) });

export const probeAnswer = z.strictObject({
  mime: z.enum(MEDIA_TYPES),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  sha256,
});
export const readAnswer = z.strictObject({
  kind: z.enum(['docx', 'doc', 'html', 'txt']),
  encoding: z.string(),
  fields: intakeFields.partial(),
  blocks: body,
  pictures: z.array(probeAnswer.extend({ bytes: z.instanceof(Uint8Array) })),
  notes: z.array(intakeNote),
});
export type ReadAnswer = z.output<typeof readAnswer>;
