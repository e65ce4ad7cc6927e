using Rectification.Gateway.Shell;
using Rectification.Plans;
using Rectification.Queries;
using Rectification.Terms;

namespace Rectification.Gateway.Measures.Pages;

/// <summary>What a list of measures was asked for, in words.</summary>
internal static class FilterWords
{
    public static IReadOnlyList<string> Of(MeasureFilter filter, PlanFrame frame, Bilingual say)
    {
        var words = new List<string>();
        if (filter.Unit is { } unit)
        {
            var name = RecordWords.Unit(frame, unit);
            words.Add(filter.Led switch
            {
                true => say[$"{name}牵头", $"led by {name}"],
                false => say[$"{name}配合", $"supported by {name}"],
                null => say[$"{name}牵头或配合", $"{name} leads or supports"],
            });
        }

        Add(filter.Done, say["该单位任务已完成", "its assignment done"], say["该单位任务未完成", "its assignment not done"]);
        AddText(filter.Leader is { } leader ? say[$"责任领导：{RecordWords.Leader(frame, leader)}", $"leader: {RecordWords.Leader(frame, leader)}"] : null);
        AddText(filter.Problem is { } problem ? say[$"反馈问题第 {problem} 号", $"problem {problem}"] : null);
        AddText(filter.Status is { } status ? say[Glossary.Of(status)] : null);
        AddText(filter.Light is { } light ? say[Glossary.Of(light)] : null);
        Add(filter.Overdue, say["逾期", "overdue"], say["未逾期", "not overdue"]);
        AddText(filter.DueBefore is { } due ? say[$"期限早于{Days.Said(due)}", $"due before {Days.Text(due)}"] : null);
        Add(filter.Extended, say["已延期", "extended"], say["未延期", "not extended"]);
        Add(filter.Standing, say["长期坚持", "long-term"], say["非长期坚持", "not long-term"]);
        Add(filter.Institution, say["建章立制", "with an institution"], say["不涉及制度", "without an institution"]);
        Add(filter.Registered, say["制度已登记", "institution registered"], say["制度未登记", "institution not registered"]);
        foreach (var figure in MeasureFilter.Named)
        {
            var word = Glossary.Counted(figure);
            Add(filter.Asked(figure), say[word], say[$"不计入{Quotation.Of(word.Zh)}", $"not counted as {word.En}"]);
        }

        AddText(filter.Changed is { } changed ? say[$"最近一次变化在{Days.Said(changed)}", $"last changed on {Days.Text(changed)}"] : null);
        AddText(filter.Text is { } text ? say[$"包含{Quotation.Of(text)}", $"containing {Quotation.Of(text)}"] : null);
        return words;

        void Add(bool? asked, string yes, string no) => AddText(asked switch { true => yes, false => no, null => null });

        void AddText(string? word)
        {
            if (word is not null)
            {
                words.Add(word);
            }
        }
    }
}
