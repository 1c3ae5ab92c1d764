namespace Meent.People;

/// <summary>Domains where everybody can get an address: mail services and internet providers of Europe. An address there says nothing about a school.</summary>
internal static class PublicMail
{
    // Services that have the same name under many endings: hotmail.fr, yahoo.co.uk.
    private static readonly HashSet<string> Names =
        ["aol", "fastmail", "gmail", "gmx", "googlemail", "hotmail", "hushmail", "icloud", "inbox", "live", "mailbox", "msn", "outlook", "proton", "protonmail", "rambler", "rocketmail", "tuta", "tutanota", "tutamail", "windowslive", "yahoo", "yandex", "ymail", "zohomail"];

    private static readonly HashSet<string> Domains =
    [
        "me.com", "mac.com", "pm.me", "mail.com", "email.com", "zoho.com", "zoho.eu", "hey.com", "keemail.me", "duck.com", "mail.ru", "bk.ru", "list.ru", "ya.ru",
        "web.de", "t-online.de", "freenet.de", "arcor.de", "posteo.de", "magenta.de", "vodafone.de", "mail.de", "email.de", "online.de",
        "a1.net", "aon.at", "chello.at", "kabsi.at", "bluewin.ch", "sunrise.ch", "hispeed.ch",
        "ziggo.nl", "kpnmail.nl", "kpnplanet.nl", "planet.nl", "home.nl", "hetnet.nl", "xs4all.nl", "casema.nl", "chello.nl", "upcmail.nl", "quicknet.nl", "tele2.nl", "online.nl", "solcon.nl", "zonnet.nl", "telfort.nl", "caiway.nl", "kpn.nl",
        "telenet.be", "skynet.be", "proximus.be", "scarlet.be", "belgacom.net", "voo.be", "pt.lu", "internet.lu",
        "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "sfr.fr", "neuf.fr", "bbox.fr", "numericable.fr", "club-internet.fr",
        "libero.it", "virgilio.it", "tiscali.it", "alice.it", "tin.it", "tim.it", "fastwebnet.it", "iol.it",
        "telefonica.net", "terra.es", "movistar.es", "ono.com", "sapo.pt", "clix.pt", "netcabo.pt", "mail.pt",
        "wp.pl", "o2.pl", "onet.pl", "onet.eu", "op.pl", "poczta.onet.pl", "interia.pl", "interia.eu", "gazeta.pl", "tlen.pl", "poczta.fm",
        "seznam.cz", "email.cz", "centrum.cz", "post.cz", "volny.cz", "azet.sk", "centrum.sk", "zoznam.sk", "post.sk",
        "freemail.hu", "citromail.hu", "t-online.hu", "indamail.hu", "abv.bg", "mail.bg", "dir.bg", "home.ro", "clicknet.ro", "net.hr", "vip.hr", "siol.net", "t-2.net",
        "otenet.gr", "forthnet.gr", "in.gr", "hol.gr", "cytanet.com.cy", "onvol.net", "maltanet.net", "eircom.net", "iol.ie",
        "telia.com", "bredband.net", "spray.se", "comhem.se", "online.no", "broadpark.no", "jubii.dk", "mail.dk", "stofanet.dk", "tdcadsl.dk", "kolumbus.fi", "elisanet.fi", "luukku.com", "suomi24.fi", "pp.inet.fi", "saunalahti.fi",
        "mail.ee", "hot.ee", "online.ee", "inbox.lv", "apollo.lv", "one.lt", "takas.lt", "ukr.net", "i.ua", "meta.ua", "btinternet.com", "sky.com", "virginmedia.com", "ntlworld.com", "talktalk.net",
        "mailinator.com", "guerrillamail.com", "10minutemail.com", "temp-mail.org", "yopmail.com", "trashmail.com",
    ];

    /// <param name="domain">in ASCII and small letters</param>
    public static bool Is(string domain)
    {
        var parts = domain.Split('.');
        // hotmail.fr and hotmail.co.uk, but not live.myschool.org
        var isService = parts.Length == 2 || (parts.Length == 3 && parts[1] is "co" or "com");
        return Domains.Contains(domain) || (isService && Names.Contains(parts[0]));
    }
}
