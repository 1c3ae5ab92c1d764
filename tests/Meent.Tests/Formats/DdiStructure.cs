using System.Xml.Linq;

namespace Meent.Tests.Formats;

/// <summary>The order of elements in DDI-Codebook 2.5 (codebook.xsd, its sequences), for the elements that Meent writes and those beside them.</summary>
internal static class DdiStructure
{
    private static readonly Dictionary<string, string[]> Order = new()
    {
        ["codeBook"] = ["docDscr", "stdyDscr", "fileDscr", "dataDscr", "otherMat"],
        ["docDscr"] = ["citation", "guide", "docStatus", "docSrc", "controlledVocabUsed", "notes"],
        ["citation"] = ["titlStmt", "rspStmt", "prodStmt", "distStmt", "serStmt", "verStmt", "biblCit", "holdings", "notes"],
        ["titlStmt"] = ["titl", "subTitl", "altTitl", "parTitl", "IDNo"],
        ["rspStmt"] = ["AuthEnty", "othId"],
        ["prodStmt"] = ["producer", "copyright", "prodDate", "prodPlac", "software", "fundAg", "grantNo"],
        ["stdyDscr"] = ["citation", "studyAuthorization", "stdyInfo", "studyDevelopment", "method", "dataAccs", "othrStdyMat", "notes"],
        ["stdyInfo"] = ["studyBudget", "subject", "abstract", "sumDscr", "qualityStatement", "notes", "exPostEvaluation"],
        ["subject"] = ["keyword", "topcClas"],
        ["sumDscr"] = ["timePrd", "collDate", "nation", "geogCover", "geogUnit", "geoBndBox", "boundPoly", "anlyUnit", "universe", "dataKind"],
        ["method"] = ["dataColl", "notes", "anlyInfo", "stdyClas", "dataProcessing", "codingInstructions"],
        ["dataColl"] = ["timeMeth", "dataCollector", "collectorTraining", "frequenc", "sampProc", "sampleFrame", "targetSampleSize", "deviat", "collMode", "resInstru", "instrumentDevelopment", "sources", "collSitu", "actMin", "ConOps", "weight", "cleanOps"],
        ["dataAccs"] = ["setAvail", "useStmt", "notes"],
        ["useStmt"] = ["confDec", "specPerm", "restrctn", "contact", "citReq", "deposReq", "conditions", "disclaimer"],
        ["fileDscr"] = ["fileTxt", "locMap", "notes"],
        ["fileTxt"] = ["fileName", "fileCitation", "dataFingerprint", "fileCont", "fileStrc", "dimensns", "fileType", "format", "filePlac", "dataChck", "ProcStat", "dataMsng", "software", "verStmt"],
        ["dimensns"] = ["caseQnty", "varQnty", "logRecL", "recPrCas", "recNumTot"],
        ["dataDscr"] = ["varGrp", "nCubeGrp", "var", "nCube", "notes"],
        ["varGrp"] = ["labl", "txt", "concept", "defntn", "universe", "notes"],
        ["var"] =
        [
            "location", "labl", "imputation", "security", "embargo", "respUnit", "anlysUnit", "qstn", "valrng", "invalrng", "undocCod", "universe", "TotlResp", "sumStat", "txt", "stdCatgry", "catgryGrp",
            "catgry", "codInstr", "verStmt", "concept", "derivation", "varFormat", "geoMap", "catLevel", "notes",
        ],
        ["qstn"] = ["preQTxt", "qstnLit", "postQTxt", "forward", "backward", "ivuInstr"],
        ["valrng"] = ["range", "key", "notes"],
        ["catgryGrp"] = ["labl", "catStat", "txt"],
        ["catgry"] = ["catValu", "labl", "txt", "catStat", "mrow"],
        ["verStmt"] = ["version", "verResp", "notes"],
    };

    // Attributes that name other elements by their ID.
    private static readonly string[] References = ["files", "var", "catgry"];

    public static IReadOnlyList<string> Problems(XElement root)
    {
        var ids = root.DescendantsAndSelf().Select(e => e.Attribute("ID")?.Value).OfType<string>().ToList();
        return
        [
            .. root.DescendantsAndSelf().Where(e => e.Name.Namespace != root.Name.Namespace).Select(e => $"{e.Name} is of another namespace"),
            .. root.DescendantsAndSelf().SelectMany(InOrder),
            .. ids.GroupBy(i => i).Where(i => i.Count() > 1).Select(i => $"{i.Key} is there twice"),
            .. from element in root.Descendants()
               from name in References
               from id in (element.Attribute(name)?.Value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
               where !ids.Contains(id)
               select $"{element.Name.LocalName} refers to {id}, which is nowhere",
        ];
    }

    private static IEnumerable<string> InOrder(XElement element)
    {
        var name = element.Name.LocalName;
        if (!Order.TryGetValue(name, out var order)) return element.HasElements ? [$"{name} holds elements, and the standard has text there"] : [];
        var before = "";
        var problems = new List<string>();
        foreach (var child in element.Elements().Select(e => e.Name.LocalName))
        {
            if (!order.Contains(child)) problems.Add($"{name} holds {child}, which the standard does not know there");
            else if (before.Length > 0 && Array.IndexOf(order, child) < Array.IndexOf(order, before)) problems.Add($"{name}: {child} stands after {before}");
            else before = child;
        }
        return problems;
    }
}
