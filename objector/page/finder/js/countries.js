// The country list is known by its options, in whatever language they are.
const REGIONS = ("AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW").split(" ");
const VARIANTS = ["turkey", "turkiye", "czech republic", "czechia", "the netherlands", "holland", "uk", "great britain", "usa", "united states of america", "russian federation", "korea republic of", "republic of korea", "south korea", "iran islamic republic of", "viet nam", "macedonia", "swaziland", "cape verde", "ivory coast", "cote d ivoire", "burma", "moldova republic of", "bolivia plurinational state of", "brunei darussalam", "syrian arab republic", "tanzania united republic of", "venezuela bolivarian republic of", "bahamas", "gambia", "vatican city", "holy see", "hong kong", "macau", "macao", "palestine", "england", "scotland", "wales", "northern ireland", "republic of ireland", "ireland republic of"];
let countryNames = null;

function knownCountries() {
  if (countryNames) return countryNames;
  countryNames = new Set(VARIANTS);
  for (const language of LANGUAGES) {
    const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
    for (const code of REGIONS) countryNames.add(normal(names.of(code) || ""));
  }
  countryNames.delete("");
  return countryNames;
}

// How much of a list are countries (0 to 1): of at most forty of its labels, evenly taken. Labels with dialling codes are not.
function countryShare(labels) {
  const asked = labels.filter((label) => label && !/^[\s.–—-]*$/.test(label));
  if (asked.length < 2) return 0;
  if (asked.filter((label) => /\+\s?\d|\d{2,}/.test(label)).length * 3 > asked.length) return 0;
  const step = Math.max(1, Math.floor(asked.length / 40));
  const sample = asked.filter((_, i) => i % step === 0);
  const names = knownCountries();
  const hits = sample.filter((label) => names.has(normal(label)) || names.has(normal(label.replace(/\s*[([].*$/, "")))).length;
  return hits / Math.max(sample.length - 1, 1) > 1 ? 1 : hits / Math.max(sample.length - 1, 1);
}
