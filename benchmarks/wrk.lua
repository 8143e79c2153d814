-- Sends the requests of a file in turn and looks at every answer.
--   wrk … URL -- REQUESTS FIRST   REQUESTS: a Lua file that returns { method, headers, requests = {{path, body}…}, status, bodies or markers }
local threads = {}

function setup(thread)
  thread:set("number", #threads)
  threads[#threads + 1] = thread
end

function init(args)
  local plan = dofile(args[1])
  status, markers, bodies = plan.status, plan.markers, nil
  if plan.bodies then
    bodies = {}
    for _, body in ipairs(plan.bodies) do bodies[body] = true end
  end
  ready = {}
  for at, request in ipairs(plan.requests) do ready[at] = wrk.format(plan.method, request[1], plan.headers, request[2]) end
  -- Each thread and each run begins elsewhere, so that no answer is asked for twice sooner than need be.
  at = (tonumber(args[2]) + number * math.floor(#ready / 2)) % #ready
  wrong, example = 0, ""
end

function request()
  at = at % #ready + 1
  return ready[at]
end

-- Pages from the cache must equal what was looked at beforehand: one table lookup, far cheaper than a search through every body.
local function right(body)
  if bodies then return bodies[body] end
  for _, marker in ipairs(markers) do
    if not body:find(marker, 1, true) then return false end
  end
  return true
end

function response(code, headers, body)
  if code ~= status or not right(body) then
    wrong = wrong + 1
    if example == "" then example = code .. " " .. #body .. " bytes: " .. body:sub(1, 300):gsub("%c", " ") end
  end
end

function done(summary, latency, requests)
  local wrongs, example = 0, ""
  for _, thread in ipairs(threads) do
    wrongs = wrongs + thread:get("wrong")
    if example == "" then example = thread:get("example") end
  end
  local errors = summary.errors
  io.write(string.format("\nfigures %d %d %.1f %.1f %d %d %s\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    wrongs, errors.connect + errors.read + errors.write + errors.timeout, example))
end
