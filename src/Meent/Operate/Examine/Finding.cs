namespace Meent.Operate.Examine;

public enum Health { Ok, Warn, Fail }

/// <summary>What the doctor found about one thing.</summary>
/// <param name="Check">what was looked at: "database"</param>
/// <param name="Says">how it is, in a sentence</param>
/// <param name="Do">what to do; null where all is well</param>
public sealed record Finding(string Check, Health State, string Says, string? Do = null)
{
    public static Finding Ok(string check, string says) => new(check, Health.Ok, says);

    public static Finding Warn(string check, string says, string todo) => new(check, Health.Warn, says, todo);

    public static Finding Fail(string check, string says, string todo) => new(check, Health.Fail, says, todo);

    public string Line() => $"{(State switch { Health.Ok => "ok", Health.Warn => "warn", _ => "FAIL" }),-5} {Check,-10} {Says}" + (Do is null ? "" : $"\n{"",17}→ {Do}");
}
