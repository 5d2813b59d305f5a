-- Sends the paths given after "--" in turn; each request is made once, beforehand.

local requests = {}
local at = 0

function init(args)
  for index, path in ipairs(args) do
    requests[index] = wrk.format("GET", path)
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary)
  local errors = summary.errors
  io.write(string.format(
    '\nRESULT {"requests":%d,"seconds":%f,"failures":%d}\n',
    summary.requests,
    summary.duration / 1000000,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout
  ))
end
