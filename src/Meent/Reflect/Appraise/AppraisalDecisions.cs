using Meent.Foundation.Web;
using Meent.Reflect.Instruments;

namespace Meent.Reflect.Appraise;

/// <summary>What can be done with an appraisal, and what cannot.</summary>
public static class AppraisalDecisions
{
    /// <returns>why it cannot be changed; null where it can</returns>
    public static Refusal? Change(Appraisal? appraisal) => appraisal switch
    {
        null => new AppraisalWasThrownAway(),
        { FinishedAt: not null } => new AppraisalIsFinished(),
        _ => null,
    };

    /// <returns>why it cannot be finished; null where it can</returns>
    public static Refusal? Finish(Appraisal? appraisal, Ladder? ladder) =>
        Change(appraisal) ?? (ladder is null ? new LadderIsGone() : Judged(ladder, appraisal!) == 0 ? new NothingIsJudgedYet() : null);

    /// <summary>How many items of the ladder have a level.</summary>
    public static int Judged(Ladder ladder, Appraisal appraisal)
    {
        var all = Judgements.Read(appraisal.Content);
        return ladder.Items.Count(i => all.GetValueOrDefault(i.Id)?.Now is not null);
    }

    /// <summary>Tells one state of an area from another; changes in other areas do not matter to it.</summary>
    public static string VersionOf(LadderArea area, string content)
    {
        var all = Judgements.Read(content);
        var part = Judgements.Write(area.Items.Where(i => all.ContainsKey(i.Id)).Select(i => KeyValuePair.Create(i.Id, all[i.Id])));
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(part)).AsSpan(0, 8));
    }

    /// <summary>The content with one area as it was sent now, and all others as they are.</summary>
    public static string WithArea(LadderArea area, string content, IReadOnlyDictionary<string, Judgement> sent)
    {
        var all = Judgements.Read(content);
        foreach (var item in area.Items)
        {
            all.Remove(item.Id);
            if (sent.GetValueOrDefault(item.Id) is { IsEmpty: false } judgement) all[item.Id] = judgement;
        }
        return Judgements.Write(all);
    }
}
