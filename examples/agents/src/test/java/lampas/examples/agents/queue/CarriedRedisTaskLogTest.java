package lampas.examples.agents.queue;

import java.nio.file.Path;
import lampas.examples.agents.redis.TestRedis;

/** The log on the Redis that the platform carries, 6.2. */
class CarriedRedisTaskLogTest extends TaskLogContract {
  @Override
  TestRedis start(Path folder) {
    return TestRedis.carried(folder);
  }
}
