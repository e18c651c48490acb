-- Says that a consumer is there, and that it is still at some entries; those that are another's by
-- now stay so.
-- KEYS: the stream, when consumers were heard of
-- ARGV: group, consumer, entries
redis.replicate_commands()
redis.call('ZADD', KEYS[2], redis.call('TIME')[1], ARGV[2])
local kept = 0
for i = 3, #ARGV do
  local pending = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[i], ARGV[i], 1, ARGV[2])
  if #pending > 0 then
    redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, ARGV[i], 'JUSTID')
    kept = kept + 1
  end
end
return kept
