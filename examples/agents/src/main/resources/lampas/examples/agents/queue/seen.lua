-- How many consumers were heard of lately.
-- KEYS: when consumers were heard of
-- ARGV: seconds
return redis.call('ZCOUNT', KEYS[1], redis.call('TIME')[1] - ARGV[1], '+inf')
