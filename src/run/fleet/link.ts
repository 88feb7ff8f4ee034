/**
 * The queue engine, BullMQ on Redis. Both are optional peer dependencies and are loaded here, when somebody asks for a
 * queue, and nowhere else.
 */
import type { Redis } from 'ioredis';
import { EnvironmentError, UsageError } from '../../model/errors.js';

type BullMQ = typeof import('bullmq');

/** Before every key that we write, so that other programs' keys in the same Redis are safe from us. */
export const PREFIX = 'sohoa';
/** A password in a command is seen by everybody who may list processes. */
const PASSWORD_VARIABLE = 'SOHOA_REDIS_PASSWORD';

const CONNECT_MS = 10_000;
const RETRY_STEP_MS = 200;
const LONGEST_RETRY_MS = 2_000;
/** Nothing waits for longer than ten seconds for an answer: after three times that the line is dead, whatever TCP thinks. */
const SILENCE_MS = 30_000;

export class Link {
  private constructor(
    readonly bullmq: BullMQ,
    readonly redis: Redis,
  ) {}

  /**
   * Connects, and looks whether what answers can be relied on. From then on a connection that breaks is made again,
   * and whoever asked something waits until it is answered.
   *
   * @throws UsageError for no address of a Redis; EnvironmentError when the packages are missing, nothing answers, or
   *   it may throw keys away
   */
  static async open(url: string, environment: NodeJS.ProcessEnv = process.env): Promise<Link> {
    const address = addressOf(url);
    const { bullmq, Redis } = await loadEngine();
    const password = environment[PASSWORD_VARIABLE];
    const options = {
      ...(password === undefined || password === '' ? {} : { password }),
      connectTimeout: CONNECT_MS,
      // What BullMQ wants, so that it can wait for jobs.
      maxRetriesPerRequest: null,
      socketTimeout: SILENCE_MS,
    };
    await assertReliable(new Redis(url, { ...options, lazyConnect: true, retryStrategy: () => null }), address);
    const retryStrategy = (times: number) => Math.min(times * RETRY_STEP_MS, LONGEST_RETRY_MS);
    const redis = new Redis(url, { ...options, retryStrategy });
    redis.on('error', () => undefined);
    await redis.ping();
    return new Link(bullmq, redis);
  }

  /** To be given to everything of BullMQ. */
  get options(): { connection: Redis; prefix: string } {
    return { connection: this.redis, prefix: PREFIX };
  }

  /** At once, without waiting for answers that may never come. */
  close(): void {
    this.redis.disconnect();
  }
}

async function loadEngine(): Promise<{ bullmq: BullMQ; Redis: typeof Redis }> {
  try {
    const [bullmq, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')]);
    return { bullmq, Redis };
  } catch (cause) {
    if (!/^(ERR_)?MODULE_NOT_FOUND$/u.test(String((cause as { code?: unknown }).code))) throw cause;
    throw new EnvironmentError(
      'Chạy qua hàng đợi cần hai gói chưa được cài: hãy chạy "npm install bullmq@6 ioredis@6" trên máy này. / A queue needs two packages that are not installed: run "npm install bullmq@6 ioredis@6".',
      { cause },
    );
  }
}

/** What Redis itself refuses: it has no memory or disk left, or does not let us. */
export function explainedByRedis(error: unknown): unknown {
  if (!(error instanceof Error && error.name === 'ReplyError')) return error;
  return new EnvironmentError(
    `Redis từ chối: ${error.message}. Hãy kiểm tra bộ nhớ, ổ đĩa và quyền của Redis rồi chạy lại; những tệp đọc xong được giữ lại. / Redis refuses; what was finished is kept.`,
    { cause: error },
  );
}

/** Host, port and database, without the password. */
function addressOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !/^rediss?:$/u.test(parsed.protocol) || parsed.hostname === '')
    throw new UsageError(
      '--queue phải là địa chỉ Redis, ví dụ redis://10.0.0.5:6379/0. / --queue wants the address of a Redis, redis://10.0.0.5:6379/0.',
    );
  return `${parsed.host}${parsed.pathname}`;
}

/** Ends the connection it is given. */
async function assertReliable(probe: Redis, address: string): Promise<void> {
  let reason = '';
  probe.on('error', (error) => {
    reason = error.message;
  });
  try {
    await probe.connect();
    const policy = /^maxmemory_policy:(\S+)/mu.exec(await probe.info('memory'))?.[1] ?? 'noeviction';
    if (policy !== 'noeviction')
      throw new EnvironmentError(
        `Redis ở ${address} được phép tự xóa dữ liệu (maxmemory-policy ${policy}); hãy đặt "maxmemory-policy noeviction" (xem docs/fleet.md). / This Redis may throw keys away: set maxmemory-policy noeviction.`,
      );
  } catch (cause) {
    if (cause instanceof EnvironmentError) throw cause;
    const said = reason === '' ? (cause as Error).message : reason;
    throw new EnvironmentError(
      `Không kết nối được Redis ở ${address} (${said}). Hãy kiểm tra địa chỉ, mật khẩu (biến ${PASSWORD_VARIABLE}) và tường lửa. / No connection to Redis: check address, password and firewall.`,
      { cause },
    );
  } finally {
    probe.disconnect();
  }
}
