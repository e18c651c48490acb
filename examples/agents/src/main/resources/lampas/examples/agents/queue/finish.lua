-- Ends a task once: the first who comes wins. The entry leaves the stream in any case.
-- KEYS: the stream, the task, the totals, the dead letters
-- ARGV: group, entry, id, status, outcome, now, who, attempt, seconds to keep, workflow, input
redis.replicate_commands()
redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
redis.call('XDEL', KEYS[1], ARGV[2])
local known = redis.call('HMGET', KEYS[2], 'status', 'who', 'attempt', 'key')
if not known[1] then
  redis.call('HINCRBY', KEYS[3], 'unknown', 1)
  return 'unknown'
end
if known[1] ~= 'accepted' then
  -- The same command, sent again because its answer was lost?
  return (known[2] == ARGV[7] and known[3] == ARGV[8]) and 'first' or 'duplicate'
end
redis.call('HSET', KEYS[2], 'status', ARGV[4], 'outcome', ARGV[5], 'finished', ARGV[6],
  'who', ARGV[7], 'attempt', ARGV[8])
redis.call('EXPIRE', KEYS[2], ARGV[9])
if known[4] then
  redis.call('EXPIRE', known[4], ARGV[9])
end
redis.call('HINCRBY', KEYS[3], ARGV[4], 1)
if ARGV[4] == 'dead_letter' then
  redis.call('XADD', KEYS[4], 'MAXLEN', '~', '10000', '*', 'id', ARGV[3], 'workflow', ARGV[10],
    'input', ARGV[11], 'reason', ARGV[5], 'attempts', ARGV[8])
end
return 'first'
