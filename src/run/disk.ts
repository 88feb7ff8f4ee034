/** Writing into the memory of an output folder: whole or not at all, and what went wrong in words. */
import { rm, writeFile } from 'node:fs/promises';
import { EnvironmentError } from '../model/errors.js';
import { moved } from '../rename.js';

/** ENOSPC and EDQUOT: the disk or the quota is full; EFBIG: a limit on files is reached. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const UNWRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'EBUSY']);

/** @throws EnvironmentError when the disk is full or may not be written to; then `file` is as it was */
export async function writeWhole(file: string, temporary: string, text: string): Promise<void> {
  await explained(async () => {
    try {
      await writeFile(temporary, text);
      await moved(temporary, file);
    } catch (error) {
      // Half a file takes room that a full disk does not have.
      await rm(temporary, { force: true }).catch(() => undefined);
      throw error;
    }
  });
}
export async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { code, path } = cause as { code?: string; path?: string };
    if (code !== undefined && FULL.has(code))
      throw new EnvironmentError(
        `Hết dung lượng đĩa (${path}). Những tệp đọc xong được giữ lại; hãy giải phóng chỗ trống rồi chạy lại. / The disk is full; what was finished is kept.`,
        { cause },
      );
    if (code !== undefined && UNWRITABLE.has(code))
      throw new EnvironmentError(
        `Không ghi được vào "${path}" (${code}). Hãy chọn thư mục kết quả khác hoặc xin quyền ghi. / The output folder cannot be written to.`,
        { cause },
      );
    throw cause;
  }
}
