import { describe, expect, it } from 'vitest';
import { Course } from '../../src/commands/progress.js';

const MINUTE = 60_000;

describe('the course of a run', () => {
  it('is told in documents, pages, pages a minute, time left and failures', () => {
    const course = new Course('vi');
    course.take({ event: 'found', documents: 1200, toRead: 1000, links: 0 }, 0);
    expect(course.total(0)).toBe('0/1.000 tệp · 0 trang · 0 tệp/phút');
    for (let n = 0; n < 250; n++) {
      const failed = n % 100 === 0;
      const status = failed ? 'failed' : 'ok';
      const error = failed ? 'CORRUPT' : null;
      course.take({ event: 'document', source: `${n}.pdf`, status, error, pages: 4, worker: 1 }, n);
    }
    expect(course.total(10 * MINUTE)).toBe(
      '250/1.000 tệp · 1.000 trang · 100 trang/phút · còn khoảng 30:00 · 3 không đọc được',
    );
    expect(course.total(40 * MINUTE)).toContain('2:00:00');
  });

  it('says what each worker is on', () => {
    const course = new Course('en');
    course.take({ event: 'start', source: 'a/một.pdf', worker: 1 }, 0);
    course.take({ event: 'start', source: 'a/hai.pdf', worker: 2 }, 0);
    course.take({ event: 'page', source: 'a/hai.pdf', page: 3, of: 10 }, 0);
    expect([course.worker(1), course.worker(2), course.worker(3)]).toEqual(['một.pdf', 'hai.pdf · page 3/10', '-']);
    course.take({ event: 'document', source: 'a/hai.pdf', status: 'ok', error: null, pages: 10, worker: 2 }, 0);
    expect(course.worker(2)).toBe('-');
  });

  it('counts each machine of a fleet, and says what several documents at a time it is on', () => {
    const course = new Course('en');
    course.take({ event: 'found', documents: 9, toRead: 9, links: 0 }, 0);
    const read = (source: string, worker: string, at: number) => {
      course.take({ event: 'start', source, worker }, at);
      course.take({ event: 'document', source, status: 'ok', error: null, pages: 2, worker }, at);
    };
    for (let n = 0; n < 6; n++) read(`a/${n}.pdf`, 'máy-1', 0);
    read('a/6.pdf', 'máy-2', MINUTE);
    course.take({ event: 'start', source: 'a/7.pdf', worker: 'máy-1' }, MINUTE);
    course.take({ event: 'start', source: 'a/8.pdf', worker: 'máy-1' }, MINUTE);
    course.take({ event: 'page', source: 'a/7.pdf', page: 2, of: 5 }, MINUTE);
    expect(course.machines).toEqual(['máy-1', 'máy-2']);
    expect(course.rate('máy-1', 2 * MINUTE)).toBe('3 files/min');
    expect(course.rate('máy-2', 2 * MINUTE)).toBe('1 files/min');
    expect([course.worker('máy-1'), course.worker('máy-2')]).toEqual(['7.pdf · page 2/5 (+1)', '-']);
    expect(course.total(2 * MINUTE)).toContain('7/9 files · 14 pages');
  });
});
