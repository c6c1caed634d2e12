-- wrk: asks for the paths listed in the file of BENCH_PATHS, in random order, with the token of BENCH_TOKEN where there is
-- one, and prints one line of figures.
local paths = {}
for line in io.lines(os.getenv("BENCH_PATHS")) do paths[#paths + 1] = line end
math.randomseed(1)
local token = os.getenv("BENCH_TOKEN") or ""
if token ~= "" then wrk.headers["Authorization"] = "Bearer " .. token end

request = function()
  return wrk.format("GET", paths[math.random(#paths)])
end

done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    "FIGURES %d %.1f %.3f %.3f %.3f %d\n",
    summary.requests,
    summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000,
    latency:percentile(95) / 1000,
    latency:percentile(99) / 1000,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout
  ))
end
