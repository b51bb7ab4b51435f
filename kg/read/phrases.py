"""The phrases sites put around their articles, as regular expressions for a whole line.

Apostrophes are straight: the lines they are held against are made so.
"""

_NETWORK = (
    r"(?:facebook|twitter|x|whatsapp|linkedin|telegram|pinterest|reddit|tumblr|viber|vk|messenger|"
    r"instagram|youtube|google ?(?:\+|plus)|flipboard|e-?mail|print|"
    r"copy(?: link)?|link|share|tweet|pin ?it|like|save)"
)

COMMENTS = (
    r"please enter your (?:comment|name|e-?mail(?: address)?)\b.{0,20}",
    r"you have entered an incorrect e-?mail address.?",
    r"save my name,? e-?mail,? and website in this browser.{0,60}",
    r"your e-?mail address will not be published.{0,60}",
    r"required fields are marked.{0,5}",
    r"(?:leave|post|write|add) a (?:reply|comment).{0,30}",
    r"cancel reply",
    r"(?:show|view|hide|load) (?:all )?comments.{0,12}",
    r"comments? ?[(:]? ?\d*\)?",
    r"\d+ comments?",
    r"no comments(?: yet)?:?",
    r"join the conversation",
    r"(?:log|sign) ?in (?:or (?:register|sign up) )?to (?:(?:leave|post) a )?(?:comment|reply).?",
    r"comments? (?:are|is) (?:closed|moderated).{0,80}",
    r"(?:name|e-?mail|website|comment|your (?:name|comment|e-?mail))\s?:?\s?\*",
)

SHARING = (
    rf"{_NETWORK}(?:[\s,|/\u2022\u00b7]+{_NETWORK})*",
    r"share (?:this|on|via|with (?:your )?friends)\b.{0,60}",
    r"like this:?",
    r"sharing is caring.?",
    r"\d+ shares?",
    r"(?:follow|like|find) (?:us|@\w+).{0,20}\b(?:facebook|twitter|x|instagram|telegram)\b.{0,30}",
    r"(?:follow|find) us on (?:youtube|google news)\b.{0,30}",
    r"(?:join|subscribe to) (?:us on|our) .{0,40}\b(?:telegram|whatsapp|youtube)\b.{0,30}",
    r"click (?:here )?to (?:share|e-?mail|print)\b.{0,80}",
    r"(?:copy|get) (?:the )?(?:short ?)?link(?: .{0,30})?",
    r"download (?:our|the) (?:mobile )?app\b.{0,40}",
)

CONSENT_AND_SALES = (
    r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b.{0,200}",
    r"(?:accept|reject|manage|allow) (?:all )?(?:cookies?|preferences)(?: .{0,40})?",
    r"cookie (?:policy|settings|preferences|notice)",
    r"by (?:continuing|using|signing|subscribing|clicking)\b.{0,80}\byou (?:agree|accept)\b.{0,99}",
    r"sign(?:ing)? up (?:for|to)\b.{0,80}\b(?:newsletters?|alerts?|inbox|briefing)\b.{0,60}",
    r"subscribe (?:to|now)\b.{0,80}\b(?:newsletters?|e-?mails?|inbox|updates|channel)\b.{0,40}",
    r"get (?:the|our|all) .{0,60}\b(?:in|to) your (?:inbox|e-?mail)\b.{0,40}",
    r"subscribe(?: now)?",
    r"newsletters?",
    r"(?:already )?a subscriber\? .{0,40}",
    r"(?:this article is|content) (?:for|available to) subscribers only.?",
    r"(?:skip )?advert(?:isement|ising)?s?(?:\s*[-\u2013\u2014:|(].{0,60})?",
    r"(?:sponsored|promoted|paid)(?: (?:content|links?|post))?",
    r"(?:story|article|content) continues (?:after|below)\b.{0,40}",
    r"continue reading(?: .{0,40})?",
    r"(?:loading|please wait)(?:\.{2,}|\u2026)?",
)

PICTURES_AND_PLAYERS = (
    r"your browser (?:does not|doesn'?t) support\b.{0,80}",
    r"(?:please )?enable javascript\b.{0,80}",
    r"(?:play|pause|mute|unmute|embed|replay)(?: video| audio)?",
    r"video player ?close|fullscreen|pop-?out player|direct link|now playing|up next",
    r"(?:\d{1,2}:\d\d(?::\d\d)?[\s/]*){2,}(?:live)?",
    r"(?:auto\s*)?(?:\d{3,4}p(?:\s*\|\s*[\d.]+ ?[km]b)?\s*)+",
    r"no media source currently available",
    r"the (?:code|url) has been copied to your clipboard.?",
    r"(?:image|media|photo|video) (?:source|credit|caption)s?",
    r"image source,? .{1,60}",
    r"(?:photo|image|picture|video) ?(?:credit|by|courtesy)s?\s?:.{1,60}",
    r"(?:hide|show|toggle|view|enlarge|expand)(?: this)? (?:caption|image|gallery|photo)s?",
    r"getty images|slideshow|(?:photo )?gallery",
    r"\d{1,3} (?:of|/) \d{1,3}",
    r"(?:prev(?:ious)?|next)(?:\s*[|/]?\s*next)?",
)

NAVIGATION = (
    r"(?:press .?enter.? to )?skip to (?:main |the )?(?:content|navigation|search)",
    r"(?:jump|back) to (?:main |the )?(?:content|navigation|search|top|home(?: ?page)?)",
    r"(?:log|sign) ?(?:in|up|out)(?: ?[|/] ?(?:register|sign up|subscribe))?",
    r"register|my account|menu|search|site ?map|disclaimer",
    r"(?:about|contact) us|privacy(?: policy)?",
    r"terms (?:of|and|&) (?:use|service|conditions)",
    r"(?:\u00a9|\(c\)|copyright (?:\u00a9|\(c\)|\d{4})).{0,160}",
    r".{0,80}\ball rights reserved\b.{0,80}",
    r"our standards: .{0,60}trust principles.{0,10}",
    r"(?:tags?|topics?|categor(?:y|ies)|filed under|keywords|more on|in this story)\s?:.{0,120}",
    r"(?:\d{1,2}|one|two|three|five)[ -]min(?:ute)?s? read",
    r"reading time:?.{0,20}|\d+ views",
    r"\[?\s?(?:read|see|watch|listen to|show|load) more\s?\]?",
    r"read the (?:full|rest of the) (?:story|article)(?: (?:on|at|in) .{2,40})?",
    r"\[?editors?: ?.{1,30}\]?|\d{15,}",
)

LINKS = (
    r"(?:read (?:more|also|next)|also read|see also|don'?t miss|watch|listen)\s*[:|\u00bb>]\s*\S.*",
    r"related(?: (?:story|stories|articles?|news|coverage|video))?\s*[:|\u00bb>]\s*\S.*",
    r"more news\s*[:|\u00bb>]\s*\S.*",
)
"""A link to another report in the middle of this one."""

HEADINGS = (
    r"related(?: (?:articles|stories|news|topics|content|posts|coverage|links))?\s*:?",
    r"(?:read (?:also|next)|see also|also read|what to read next|don'?t miss)\s*:?",
    r"you(?:'ll| may| might) also (?:like|be interested in)\s*:?",
    r"more (?:news|stories|headlines|from .{2,40}|on this (?:story|topic))\s*:?",
    r"(?:most|top|other|recent|latest) ?(?:read|viewed|shared|popular|news|headlines)\s*:?",
    r"(?:popular|trending|top|other|recent|latest|recommended) (?:now|stories|posts|articles)\s*:?",
    r"popular posts from this blog",
    r"(?:recommended(?: for you)?|trending|editor'?s'? (?:picks|choice)|around the web)\s*:?",
    r"(?:previous|next) (?:article|story|post)\s*:?",
)
"""Headings of lists of other reports."""

_MENU = """
home|news|world|politics|sport|sports|business|opinion|video|videos|photos|culture|science|tech
technology|health|entertainment|lifestyle|travel|weather|live|contact|contact us|about|about us
login|log in|sign in|register|subscribe|search|menu|more|markets|economy|arts|magazine|jobs
podcasts|games|advertise|careers|newsletters|multimedia|features|analysis|blogs|archive|faq|help
"""
MENU_WORDS = frozenset(_MENU.strip().replace("\n", "|").split("|"))
"""Words that stand in the menus of sites; none is a place or a group."""
