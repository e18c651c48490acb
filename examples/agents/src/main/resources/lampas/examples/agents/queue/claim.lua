-- Takes over entries that nobody has worked on for a while, and says how often each was delivered.
-- KEYS: the stream
-- ARGV: group, consumer, idle milliseconds, where to go on, how many
redis.replicate_commands()
local claimed = redis.call('XAUTOCLAIM', KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4], 'COUNT', ARGV[5])
local entries = {}
for _, entry in ipairs(claimed[2]) do
  -- An entry that was deleted is false in 6.2, and newer ones leave it out.
  if entry and entry[1] then
    local pending = redis.call('XPENDING', KEYS[1], ARGV[1], entry[1], entry[1], 1)
    entries[#entries + 1] = {entry[1], pending[1][4], entry[2]}
  end
end
return {claimed[1], entries}
