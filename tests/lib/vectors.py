"""Attempts to run a script or to smuggle an address, made by combination."""

from itertools import product

SCHEMES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "javascript:123",
    "data:123",
    "tel:1555",
    "localhost:8000",
    "ftp://a.b/c",
    "file:///etc/passwd",
    "blob:https://a.b/c",
    "view-source:https://a.b",
    "intent://a.b",
    "//evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "https:evil.example",
    "https:///evil.example",
    "https://good.example@evil.example",
    "https://good.example\\@evil.example",
)


def _decimal(address: str) -> str:
    return "".join(f"&#{ord(character)};" for character in address)


def _hexadecimal(address: str) -> str:
    return "".join(f"&#x{ord(character):x}" for character in address)


ENCODINGS = {
    "plain": lambda address: address,
    "decimal": _decimal,
    "padded decimal": lambda address: f"&#0000{ord(address[0])};{address[1:]}",
    "hexadecimal": _hexadecimal,
    "colon": lambda address: address.replace(":", "&colon;", 1),
    "twice": lambda address: address.replace(":", "&amp;colon;", 1),
    "tab": lambda address: address[:3] + "\t" + address[3:],
    "tab entity": lambda address: address[:3] + "&Tab;" + address[3:],
    "newline": lambda address: address[:3] + "\n" + address[3:],
    "newline entity": lambda address: address[:3] + "&NewLine;" + address[3:],
    "control": lambda address: "\x01" + address,
    "control entity": lambda address: "&#1;" + address,
    "zero width": lambda address: "\u200b" + address,
    "zero width inside": lambda address: address[:2] + "\u200d" + address[2:],
    "no-break": lambda address: "\xa0" + address,
    "backslash": lambda address: address.replace(":", "\\:", 1),
    "percent": lambda address: address.replace(":", "%3a", 1),
}

CONSTRUCTS = (
    "[a]({})",
    "[a](<{}>)",
    '[a]({} "title")',
    "![a]({})",
    "[a][r]\n\n[r]: {}",
    "[r]: <{}>\n\n[r]",
    "<{}>",
    "x {} y",
    '<a href="{}">a</a>',
    "<a href={}>a</a>",
    '<iframe src="{}">',
    '<form action="{}"><button>a</button></form>',
    '[a](/x "\\"{}")',
)

MARKUP = (
    "<script>alert(1)</script>",
    "<ScRiPt >alert(1)</sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<style>@import 'https://evil.example'</style>",
    "<link rel=stylesheet href=https://evil.example>",
    "<base href=https://evil.example>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<plaintext>",
    "<textarea><xmp>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version='1.0'?><img src=x onerror=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<p id=login class=badge style='position:fixed'>Staff</p>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\<script>alert(1)\\</script>",
    "{{7*7}}{% debug %}",
)
CARRIERS = (
    "{}",
    "# {}",
    "- {}",
    "> {}",
    "`{}`",
    "    {}",
    "```\n{}\n```",
    "```{}\nx\n```",
    "**{}**",
    "~~{}~~",
    "[{}](https://a.b)",
    "[a](https://a.b '{}')",
    "![{}](https://a.b)",
    "|{}|b|\n|-|-|\n|{}|d|",
    "${}$",
    "{}\n---",
    "https://a.b/{}",
)

VECTORS = (
    *(
        construct.format(encode(scheme))
        for construct, encode, scheme in product(
            CONSTRUCTS, ENCODINGS.values(), SCHEMES
        )
    ),
    *(carrier.replace("{}", html) for carrier, html in product(CARRIERS, MARKUP)),
)
