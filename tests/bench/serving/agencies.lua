-- What each of wrk's threads does as one agency: reads its page, or saves it over and over, each time with
-- another answer, as the version after the one it saved last.
local threads = 0

function setup(thread)
    threads = threads + 1
    thread:set("number", threads)
end

-- The first argument is a file: a line with the encodings taken, the name of the field that changes, the body of
-- the post (empty to read), then a path and the version saved last for each agency.
function init(arguments)
    local lines = {}
    for line in io.lines(arguments[1]) do
        lines[#lines + 1] = line
    end
    wrk.headers["Accept-Encoding"] = lines[1]
    field, body = lines[2], lines[3]
    path, version = lines[3 + number]:match("^(%S+) (%d+)$")
    version = tonumber(version)
    wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
    wrk.headers["Sec-Fetch-Site"] = "same-origin"
    reading = body == "" and wrk.format("GET", path)
end

function request()
    if reading then
        return reading
    end
    local changed = ("%s&_version=%d&_save=key%d&%s=save%d"):format(body, version, version, field, version)
    version = version + 1
    return wrk.format("POST", path, nil, changed)
end
