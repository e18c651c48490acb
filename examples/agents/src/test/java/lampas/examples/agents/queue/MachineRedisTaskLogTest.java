package lampas.examples.agents.queue;

import java.nio.file.Path;
import lampas.examples.agents.redis.TestRedis;

/** The log on the Redis of this machine. */
class MachineRedisTaskLogTest extends TaskLogContract {
  @Override
  TestRedis start(Path folder) {
    return TestRedis.ofThisMachine(folder);
  }
}
