/** The notice board in Redis: which archives are being read, and what a worker must have to read for one. */
import { z } from 'zod';
import { type Link, PREFIX } from './link.js';

const announcementSchema = z.object({
  /** Of the archive. */
  identity: z.string(),
  /** Name of the queue: of this archive under these conditions and deadlines, so that no other worker can take from it. */
  queue: z.string(),
  /** The output folder, as the coordinator sees it. */
  outDir: z.string(),
  /** Portable paths of what the documents are found in. */
  roots: z.array(z.string()),
  /** Portable path of the catalogue, null for the shipped one. */
  rules: z.string().nullable(),
  conditions: z.object({ version: z.string(), code: z.string(), rulesHash: z.string(), ocr: z.string() }),
});
export type Announcement = z.infer<typeof announcementSchema>;

/** A Redis hash: identity of an archive -> its announcement. It stays when a coordinator is killed: its queue does too. */
const BOARD = `${PREFIX}:archives`;

export class Board {
  constructor(readonly link: Link) {}

  async announce(announcement: Announcement): Promise<void> {
    await this.link.redis.hset(BOARD, announcement.identity, JSON.stringify(announcement));
  }

  async withdraw(identity: string): Promise<void> {
    await this.link.redis.hdel(BOARD, identity);
  }

  /** What was announced last for the archive. */
  async of(identity: string): Promise<Announcement | null> {
    const text = await this.link.redis.hget(BOARD, identity);
    return text === null ? null : announcementOf(text);
  }

  async all(): Promise<Announcement[]> {
    return Object.values(await this.link.redis.hgetall(BOARD)).map(announcementOf);
  }
}

/** What another version announces may look otherwise; that it is another version is what its reader must be told. */
function announcementOf(text: string): Announcement {
  const told = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  const parsed = announcementSchema.safeParse(told);
  if (parsed.success) return parsed.data;
  const strange = { version: '?', code: '', rulesHash: '', ocr: '' };
  const [identity, queue, outDir] = ['identity', 'queue', 'outDir'].map((field) => String(told[field] ?? '')) as [
    string,
    string,
    string,
  ];
  return { identity, queue, outDir, roots: [], rules: null, conditions: strange };
}
