namespace Meent.Design;

/// <summary>How much a button asks for attention. A page has one primary action.</summary>
public enum ButtonKind { Primary, Secondary, Danger, Quiet }

internal static class ButtonClasses
{
    /// <param name="block">"utrecht-button" or "utrecht-button-link"</param>
    public static string For(string block, ButtonKind kind) => kind switch
    {
        ButtonKind.Primary => $"{block} {block}--primary-action",
        ButtonKind.Danger => $"{block} {block}--primary-action {block}--danger",
        ButtonKind.Quiet => $"{block} utrecht-button--quiet",
        _ => $"{block} {block}--secondary-action",
    };
}
