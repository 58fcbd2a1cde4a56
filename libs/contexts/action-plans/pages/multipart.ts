import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { isOwnForm, notOurForm, type IdentifiedRequest } from '@minutebook/accounts';
import { CSRF_FIELD, Problem } from '@minutebook/web-kit';

/** A file as it was sent. */
export interface SentFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** More was sent than is read; `bytes` is a part of it. */
  readonly tooLarge: boolean;
}

/**
 * Reads a form with a file, puts its fields where those of other forms are, and refuses one that was not sent from a
 * page of this session (the guard cannot look into the parts). A file that nobody chose is left out.
 */
export async function readOwnMultipart(
  request: IdentifiedRequest,
  maxFileBytes: number,
): Promise<{ readonly file: SentFile | undefined }> {
  const { fields, file } = request.isMultipart()
    ? await readParts(request, maxFileBytes)
    : { fields: (request.body ?? {}) as Readonly<Record<string, unknown>>, file: undefined };
  const session = request.identity?.session;
  if (session === undefined || !isOwnForm(session, fields[CSRF_FIELD])) throw notOurForm();
  request.body = fields;
  return { file };
}

/** What all fields may hold together, in bytes: a file is carried from the dry run to its acceptance, as base64. */
const MAX_FIELD_BYTES = 1024 * 1024;

async function readParts(
  request: FastifyRequest,
  maxFileBytes: number,
): Promise<{ readonly fields: Readonly<Record<string, string>>; readonly file: SentFile | undefined }> {
  const limits = { fileSize: maxFileBytes, fieldSize: MAX_FIELD_BYTES, fields: 30, files: 1 };
  // A file that is too large is an error of the form, told with everything else that is wrong with it.
  const options = { limits, throwFileSizeLimit: false };
  const fields: Record<string, string> = {};
  let file: SentFile | undefined;
  let size = 0;
  for await (const part of request.parts(options)) {
    if (part.type === 'field') {
      const value = typeof part.value === 'string' ? part.value : '';
      size += Buffer.byteLength(value);
      if (part.valueTruncated || size > MAX_FIELD_BYTES)
        throw new Problem(413, { title: 'What was sent is too large' });
      fields[part.fieldname] = value;
    } else {
      const chunks: Buffer[] = [];
      for await (const chunk of part.file as AsyncIterable<Buffer>) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      if (part.filename !== '' || bytes.length > 0)
        file = { name: part.filename, bytes, tooLarge: part.file.truncated };
    }
  }
  return { fields, file };
}
