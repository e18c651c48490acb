-- Accepts a task once.
-- KEYS: the stream, the task, the idempotency key, the totals
-- ARGV: id, workflow, input, now, limit, whether there is an idempotency key, fingerprint
redis.replicate_commands()
if ARGV[6] == '1' then
  local known = redis.call('HMGET', KEYS[3], 'id', 'fingerprint')
  if known[1] then
    return {known[2] == ARGV[7] and 'known' or 'conflict', known[1]}
  end
end
-- The same command, sent again because its answer was lost.
if redis.call('EXISTS', KEYS[2]) == 1 then
  return {'known', ARGV[1]}
end
if redis.call('XLEN', KEYS[1]) >= tonumber(ARGV[5]) then
  return {'full', ARGV[5]}
end
redis.call('HSET', KEYS[2], 'workflow', ARGV[2], 'status', 'accepted', 'accepted', ARGV[4])
if ARGV[6] == '1' then
  redis.call('HSET', KEYS[2], 'key', KEYS[3])
  redis.call('HSET', KEYS[3], 'id', ARGV[1], 'fingerprint', ARGV[7])
end
redis.call('HINCRBY', KEYS[4], 'accepted', 1)
redis.call('XADD', KEYS[1], '*', 'id', ARGV[1], 'workflow', ARGV[2], 'input', ARGV[3])
return {'accepted', ARGV[1]}
