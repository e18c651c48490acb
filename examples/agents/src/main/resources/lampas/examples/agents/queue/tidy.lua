-- Forgets consumers that were not heard of for a while; one that has entries keeps them until they
-- are taken over.
-- KEYS: the stream, when consumers were heard of
-- ARGV: group, seconds
redis.replicate_commands()
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', '(' .. (redis.call('TIME')[1] - ARGV[2]))
local gone = 0
for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  local facts = {}
  for i = 1, #consumer, 2 do
    facts[consumer[i]] = consumer[i + 1]
  end
  if facts['pending'] == 0 and not redis.call('ZSCORE', KEYS[2], facts['name']) then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], facts['name'])
    gone = gone + 1
  end
end
return gone
