/** Before a worker claims anything: whether it would read exactly as the coordinator asks, and sees what it sees. */
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { loadCatalogue } from '../../catalogue/index.js';
import { EnvironmentError } from '../../model/errors.js';
import { findOcr, OCR_MODES, type OcrMode } from '../../tessdata.js';
import type { Reading } from '../place.js';
import { Store } from '../store.js';
import { codeHash, VERSION } from '../version.js';
import type { Announcement } from './board.js';
import { fromPortable } from './portable.js';

/** Where things are on this machine, when elsewhere than on the coordinator's. */
export interface Whereabouts {
  /** The output folder; null for the coordinator's own path. */
  readonly outDir: string | null;
  /** The catalogue; null for the coordinator's. */
  readonly rules: string | null;
}

export interface Joined {
  readonly reading: Omit<Reading, 'timeout'>;
  /** As this machine sees it, links followed. */
  readonly outDir: string;
  readonly store: Store;
  /** @throws EnvironmentError when the shared folder is not to be seen any more */
  readonly assertInSight: () => Promise<void>;
}

/** @throws EnvironmentError that says what differs and what to do; CatalogueError */
export async function join(announcement: Announcement, whereabouts: Whereabouts): Promise<Joined> {
  const { conditions, identity, roots } = announcement;
  if (conditions.version !== VERSION)
    throw new EnvironmentError(
      `Máy điều phối chạy sohoa ${conditions.version}, máy này chạy sohoa ${VERSION}: hãy cài cùng một phiên bản trên mọi máy. / The coordinator runs sohoa ${conditions.version}, this machine ${VERSION}: install the same version everywhere.`,
    );
  if (conditions.code !== codeHash())
    throw new EnvironmentError(
      `Máy điều phối cũng chạy sohoa ${VERSION} nhưng mã chương trình khác máy này: hãy cài lại cùng một bản trên mọi máy. / The coordinator runs other code under the same version: install the same build everywhere.`,
    );
  const outDir = await sharedFolder(announcement, whereabouts.outDir);
  const rules = whereabouts.rules ?? (announcement.rules === null ? null : fromPortable(outDir, announcement.rules));
  await assertSeen(rules, '--rules');
  const catalogue = await loadCatalogue(rules ?? undefined);
  if (catalogue.hash !== conditions.rulesHash)
    throw new EnvironmentError(
      `Danh mục ở đây (${rules ?? 'kèm theo chương trình'}) không giống danh mục của máy điều phối: hãy chép đúng danh mục ấy sang và chỉ tới bằng --rules. / The catalogue here is not the coordinator's: copy that one and name it with --rules.`,
    );
  const ocr = await findOcr(modeOf(conditions.ocr));
  if (ocr.identity !== conditions.ocr)
    throw new EnvironmentError(
      `Bộ dữ liệu nhận dạng chữ ở đây khác của máy điều phối (${ocr.identity}, ở đó ${conditions.ocr}): hãy dùng cùng một tệp vie.traineddata (biến SOHOA_TESSDATA). / The OCR model here is not the coordinator's: use the same vie.traineddata.`,
    );
  const store = await Store.open(outDir);
  const assertInSight = async () => {
    await assertIsArchive(outDir, identity);
    for (const root of roots) await assertSeen(fromPortable(outDir, root), '-o');
  };
  await assertInSight();
  return { reading: { conditions, rules, ocr }, outDir, store, assertInSight };
}

/** `auto 0123…` */
function modeOf(identity: string): OcrMode {
  const [mode] = identity.split(' ');
  return OCR_MODES.find((known) => known === mode) ?? 'auto';
}

async function sharedFolder({ outDir, identity }: Announcement, here: string | null): Promise<string> {
  const folder = await realpath(here ?? outDir).catch(() => here ?? outDir);
  await assertIsArchive(folder, identity);
  return folder;
}

/** Never makes a folder: one of the same name on this machine's own disk would take results that nobody looks for. */
async function assertIsArchive(folder: string, identity: string): Promise<void> {
  if ((await Store.identityOf(folder)) === identity) return;
  throw new EnvironmentError(
    `Máy này không thấy thư mục kết quả chung ở "${folder}": hãy kết nối ổ chung, hoặc chỉ đường dẫn tới nó trên máy này bằng -o. / The shared output folder is not to be seen at this path: mount it, or say with -o where it is here.`,
  );
}

/** @param option that helps when it is elsewhere on this machine */
async function assertSeen(place: string | null, option: string): Promise<void> {
  if (place === null || (await stat(place).catch(() => null)) !== null) return;
  throw new EnvironmentError(
    `Máy này không thấy "${path.normalize(place)}", nơi máy điều phối tìm thấy tài liệu: hãy kết nối ổ chung chứa nó (xem ${option} trong docs/fleet.md). / This machine does not see a place that the coordinator's documents are in: mount the shared folder it is on.`,
  );
}
