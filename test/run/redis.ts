/** A Redis for one test, where one is installed. */
import { onTestFinished } from 'vitest';
import { freshFolder } from '../cli/run.js';
import { HAS_REDIS, RedisServer } from './redis-server.js';

export { HAS_REDIS };

if (!HAS_REDIS) console.log('redis-server is not installed: what needs a queue is not tested');

/** Runs until the test is finished. @param options besides those of docs/fleet.md */
export async function redisServer(...options: string[]): Promise<RedisServer> {
  const server = await RedisServer.start(await freshFolder(), options);
  onTestFinished(() => server.kill());
  return server;
}
