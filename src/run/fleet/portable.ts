/**
 * Paths that mean the same file on every machine. A shared folder may be mounted at `/mnt/kho` here and be `Z:\` there,
 * so the documents' paths are told as seen from the output folder, which every machine knows its own way to.
 */
import path from 'node:path';

/** A path with `/` between its parts, seen from the output folder; whole where no way leads there (another drive). */
export type PortablePath = string;

/** @param outDir @param file both absolute, links followed */
export function toPortable(outDir: string, file: string): PortablePath {
  const way = path.relative(outDir, file);
  return path.isAbsolute(way) ? way : way.split(path.sep).join('/');
}

export function fromPortable(outDir: string, way: PortablePath): string {
  const isWhole = path.posix.isAbsolute(way) || path.win32.isAbsolute(way);
  return isWhole ? way : path.resolve(outDir, ...way.split('/'));
}
