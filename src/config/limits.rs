//! How much one client may ask.

use std::net::IpAddr;
use std::num::NonZeroU32;

use ipnet::IpNet;

use super::read::Reader;

/// How much one client may ask, and who a client is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitsConfig {
    /// How many links that this process has not seen work yet may be tried from one address a
    /// minute; as many at once.
    pub unknown_links_per_minute: NonZeroU32,
    /// How many times signing in may be tried from one address a minute; as many at once.
    pub sign_ins_per_minute: NonZeroU32,
    /// How many forms may be sent by one link a second; five times as many at once.
    pub posts_per_second: NonZeroU32,
    /// How long a request may take to arrive, in seconds: its head, and again its body.
    pub request_seconds: u32,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
}

impl Default for LimitsConfig {
    fn default() -> Self {
        let number = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        Self {
            unknown_links_per_minute: number(300),
            sign_ins_per_minute: number(20),
            posts_per_second: number(10),
            request_seconds: 30,
            trusted_proxies: Vec::new(),
        }
    }
}

impl LimitsConfig {
    pub(super) fn read(reader: &mut Reader) -> Self {
        let mut number = |key: &str| NonZeroU32::new(reader.number(key, 1, 1_000_000)).unwrap_or(NonZeroU32::MIN);
        let unknown_links_per_minute = number("limits.unknown_links_per_minute");
        let sign_ins_per_minute = number("limits.sign_ins_per_minute");
        let posts_per_second = number("limits.posts_per_second");
        let request_seconds = reader.number("limits.request_seconds", 1, 3600);
        let trusted_proxies = proxies(reader);
        Self { unknown_links_per_minute, sign_ins_per_minute, posts_per_second, request_seconds, trusted_proxies }
    }
}

fn proxies(reader: &mut Reader) -> Vec<IpNet> {
    let text = reader.text_or("web.trusted_proxies", String::new);
    let written = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    // A single address is the network that holds it alone.
    let read = |part: &str| part.parse::<IpNet>().ok().or_else(|| part.parse::<IpAddr>().map(IpNet::from).ok());
    written.map(read).collect::<Option<_>>().unwrap_or_else(|| {
        reader.problem(
            "web.trusted_proxies",
            "10.0.0.5, 10.1.0.0/16 のように、アドレスをコンマで区切って書いてください",
            "write addresses separated by commas, such as 10.0.0.5, 10.1.0.0/16",
        );
        Vec::new()
    })
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::*;

    fn of(value: &str) -> Result<Vec<IpNet>, super::super::SettingsError> {
        let variable = ("NORISHIRO_WEB_TRUSTED_PROXIES".to_owned(), value.to_owned());
        Settings::of("", std::iter::once(variable)).map(|settings| settings.limits.trusted_proxies)
    }

    #[test]
    fn the_defaults_are_those_of_the_list() {
        assert_eq!(Settings::of("", std::iter::empty()).unwrap().limits, LimitsConfig::default());
    }

    #[test]
    fn proxies_are_addresses_or_networks() {
        let shown: Vec<_> = of("10.0.0.5, 10.1.0.0/16 ,::1").unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["10.0.0.5/32", "10.1.0.0/16", "::1/128"]);
        assert_eq!(of("").unwrap(), []);
        let error = of("10.0.0.5, proxy.example.jp").unwrap_err();
        assert_eq!(error.problems.first().map(|problem| problem.setting.as_str()), Some("web.trusted_proxies"));
    }
}
